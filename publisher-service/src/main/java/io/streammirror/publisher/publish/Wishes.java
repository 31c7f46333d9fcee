package io.streammirror.publisher.publish;

import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.assemble.RemovalPolicy;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.PythonRegex;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collections;
import java.util.List;

/** What the operator's configuration says of products that upstream offers no more. */
final class Wishes {
    private final Selector selector;
    private final List<PythonRegex> excluded;

    private Wishes(MirrorSettings settings) {
        this.selector = new Selector(settings.selections(), true);
        this.excluded =
                settings.excludeStreams().stream().map(PythonRegex::compile).toList();
    }

    static RemovalPolicy removals(MirrorSettings settings) {
        return new RemovalPolicy(settings.retention().keepRemoved(), new Wishes(settings)::wanted);
    }

    private ProductsDocument wanted(ProductsDocument document) {
        if (excluded.stream()
                .anyMatch(pattern -> pattern.matches(document.contentId().value()))) {
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
