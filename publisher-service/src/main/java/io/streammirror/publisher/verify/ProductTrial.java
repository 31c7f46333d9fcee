package io.streammirror.publisher.verify;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.maas.PublishedForm;
import io.streammirror.publisher.assemble.Quarantine;
import io.streammirror.publisher.assemble.Quarantine.ProductKey;
import io.streammirror.simplestreams.Product;
import io.streammirror.text.SafeText;
import java.util.Collection;
import java.util.Optional;

/** Renders each product alone, to find the ones for which a whole tree cannot be made. */
public final class ProductTrial {
    private ProductTrial() {}

    /** The quarantine with every product that fails; an equal one when none does. */
    public static Quarantine withhold(Collection<CatalogStream> streams, Quarantine before) {
        Quarantine next = before;
        for (CatalogStream stream : streams) {
            for (Product product : stream.selected().products().values()) {
                var key = new ProductKey(stream.contentId(), product.name());
                Optional<String> failure = before.products().containsKey(key) ? Optional.empty() : failure(product);
                if (failure.isPresent()) {
                    next = next.withProduct(key.stream(), key.product(), failure.get());
                }
            }
        }
        return next;
    }

    private static Optional<String> failure(Product product) {
        try {
            Json.pretty(PublishedForm.of(product));
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("it cannot be rendered: " + SafeText.reason(e));
        }
    }
}
