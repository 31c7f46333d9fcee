package io.streammirror.publisher.publish;

import io.streammirror.config.MirrorSettings;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selector;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collections;

/** What the operator's configuration still asks for of what upstream offered earlier. */
final class Wishes {
    private final Selector selector;
    private final StreamPatterns excluded;

    Wishes(MirrorSettings settings) {
        this.selector = new Selector(settings.selections(), true);
        this.excluded = StreamPatterns.of(settings.excludeStreams());
    }

    /** Cuts a document down to what is wanted of it. */
    ProductsDocument wanted(ProductsDocument document) {
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
