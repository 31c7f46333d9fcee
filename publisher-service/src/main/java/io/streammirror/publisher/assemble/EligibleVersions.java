package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions of the followed catalog that can be listed now.
 *
 * @param streams with the versions that may be listed once they are complete; a product may have none
 * @param acceptedAt when the catalog became the one that is followed
 * @param quotas how many versions of a product are to be listed, for those of which that is not the number of their versions
 * @param delayed what is not among the streams because it is too young, oldest first
 */
public record EligibleVersions(
        SortedMap<ContentId, CatalogStream> streams,
        Instant acceptedAt,
        Map<ContentId, Map<ProductName, Integer>> quotas,
        List<DelayedVersion> delayed) {
    public EligibleVersions {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        var copy = new HashMap<ContentId, Map<ProductName, Integer>>();
        quotas.forEach((stream, products) -> copy.put(stream, Map.copyOf(products)));
        quotas = Map.copyOf(copy);
        delayed = List.copyOf(delayed);
    }

    /** All of a catalog. */
    public static EligibleVersions all(SortedMap<ContentId, CatalogStream> streams, Instant acceptedAt) {
        return new EligibleVersions(streams, acceptedAt, Map.of(), List.of());
    }

    int quota(ContentId stream, Product product) {
        return quotas.getOrDefault(stream, Map.of())
                .getOrDefault(product.name(), product.versions().size());
    }

    /** When the next version comes of age; empty when none waits. */
    public Optional<Instant> next() {
        return delayed.stream().map(DelayedVersion::until).findFirst();
    }
}
