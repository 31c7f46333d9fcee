package io.streammirror.publisher.publication;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Versions that a newer one has replaced, and that stay listed beside it for a while ({@code retention.overlap}).
 *
 * @param since when the newer version was first listed
 */
public record Replaced(SortedMap<ContentId, SortedMap<ProductName, SortedMap<VersionName, Instant>>> since) {
    public static final Replaced NONE = new Replaced(Collections.emptySortedMap());

    public Replaced {
        var copy = new TreeMap<ContentId, SortedMap<ProductName, SortedMap<VersionName, Instant>>>();
        since.forEach((stream, products) -> {
            var ofStream = new TreeMap<ProductName, SortedMap<VersionName, Instant>>();
            products.forEach((product, versions) ->
                    ofStream.put(product, Collections.unmodifiableSortedMap(new TreeMap<>(versions))));
            copy.put(stream, Collections.unmodifiableSortedMap(ofStream));
        });
        since = Collections.unmodifiableSortedMap(copy);
    }

    /** Since when the version is replaced; empty for one that is not. */
    public Optional<Instant> of(ContentId stream, ProductName product, VersionName version) {
        return Optional.ofNullable(since.get(stream))
                .flatMap(products -> Optional.ofNullable(products.get(product)))
                .flatMap(versions -> Optional.ofNullable(versions.get(version)));
    }
}
