package io.streammirror.publisher.snapshot;

import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import java.util.Map;

/**
 * A publication's documents.
 *
 * @param tree what they list
 * @param bodies the unsigned products documents as bytes
 */
public record StoredDocuments(PreviousTree tree, Map<ContentId, PublishedBody> bodies) {
    public StoredDocuments {
        bodies = Map.copyOf(bodies);
    }
}
