package io.streammirror.publisher.publish;

import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.assemble.RemovalPolicy;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selector;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collections;

/** What the operator's configuration says of products that upstream offers no more. */
final class Wishes {
    private final Selector selector;
    private final StreamPatterns excluded;

    private Wishes(MirrorSettings settings) {
        this.selector = new Selector(settings.selections(), true);
        this.excluded = StreamPatterns.of(settings.excludeStreams());
    }

    static RemovalPolicy removals(MirrorSettings settings) {
        return new RemovalPolicy(settings.retention().keepRemoved(), new Wishes(settings)::wanted);
    }

    private ProductsDocument wanted(ProductsDocument document) {
        if (excluded.test(document.contentId())) {
            return document.withProducts(Collections.emptySortedMap());
        }
        try {
            return selector.select(document);
        } catch (FilterException runaway) {
            // Nobody can tell whether it is wanted, so it is not taken away.
            return document;
        }
    }
}
