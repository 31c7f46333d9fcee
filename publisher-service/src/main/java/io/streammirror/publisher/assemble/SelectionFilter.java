package io.streammirror.publisher.assemble;

import io.streammirror.config.MirrorSettings;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selector;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collections;

/** Finds the earlier content that the configuration still selects. */
public final class SelectionFilter {
    private final Selector selector;
    private final StreamPatterns excluded;

    public SelectionFilter(MirrorSettings settings) {
        this.selector = new Selector(settings.selections(), true);
        this.excluded = StreamPatterns.of(settings.excludeStreams());
    }

    /** Cuts a document down to what is wanted of it. */
    public ProductsDocument wanted(ProductsDocument document) {
        if (excluded.test(document.contentId())) {
            return document.withProducts(Collections.emptySortedMap());
        }
        try {
            return selector.select(document);
        } catch (FilterException runaway) {
            // Whether it is wanted cannot be known, so it is not taken away.
            return document;
        }
    }
}
