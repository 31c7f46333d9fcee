package io.streammirror.publisher.publication;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Products that upstream offers no more, and that are listed all the same for a while.
 *
 * @param since when a catalog without them was first followed
 */
public record Dropped(SortedMap<ContentId, SortedMap<ProductName, Instant>> since) {
    public static final Dropped NONE = new Dropped(Collections.emptySortedMap());

    public Dropped {
        var copy = new TreeMap<ContentId, SortedMap<ProductName, Instant>>();
        since.forEach(
                (stream, products) -> copy.put(stream, Collections.unmodifiableSortedMap(new TreeMap<>(products))));
        since = Collections.unmodifiableSortedMap(copy);
    }

    /** Since when the product is gone; empty for one that is not. */
    public Optional<Instant> of(ContentId stream, ProductName product) {
        @Nullable SortedMap<ProductName, Instant> products = since.get(stream);
        return Optional.ofNullable(products).map(known -> known.get(product));
    }

    public int count() {
        return since.values().stream().mapToInt(products -> products.size()).sum();
    }
}
