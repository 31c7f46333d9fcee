package io.streammirror.publisher.recall;

import io.streammirror.publisher.assemble.FormerTree;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import java.util.Map;

/**
 * A publication's documents.
 *
 * @param tree what they list
 * @param bodies the unsigned products documents as bytes
 */
public record RecalledTree(FormerTree tree, Map<ContentId, PublishedBody> bodies) {
    public RecalledTree {
        bodies = Map.copyOf(bodies);
    }
}
