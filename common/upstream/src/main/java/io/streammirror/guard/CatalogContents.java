package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which versions of which products a catalog has, and how many bytes each takes. */
record CatalogContents(SortedMap<Key, SortedMap<VersionName, Long>> products) {
    /** Products of one name in two streams are two. */
    record Key(ContentId stream, ProductName product) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int streams = stream.compareTo(other.stream);
            return streams == 0 ? product.compareTo(other.product) : streams;
        }
    }

    /** How much there is, or was. */
    record Amount(long versions, long bytes) {
        Amount plus(Amount other) {
            return new Amount(versions + other.versions, bytes + other.bytes);
        }
    }

    static CatalogContents of(Catalog catalog) {
        var products = new TreeMap<Key, SortedMap<VersionName, Long>>();
        for (CatalogStream stream : catalog.streams().values()) {
            stream.selected()
                    .products()
                    .forEach((name, product) -> products.put(new Key(stream.contentId(), name), versions(product)));
        }
        return new CatalogContents(products);
    }

    Amount all() {
        return products.values().stream()
                .map(versions -> amount(versions.size(), versions.values().stream()))
                .reduce(new Amount(0, 0), Amount::plus);
    }

    /**
     * The content that a later catalog lacks. Product by product, for more of one does not make up for less of another;
     * a version that another one replaces is not lost, whatever its size.
     */
    Amount lostIn(CatalogContents later) {
        return products.entrySet().stream()
                .map(product -> lost(
                        product.getValue(),
                        later.products.getOrDefault(product.getKey(), Collections.emptySortedMap())))
                .reduce(new Amount(0, 0), Amount::plus);
    }

    private static Amount lost(SortedMap<VersionName, Long> before, SortedMap<VersionName, Long> after) {
        var gone = new TreeMap<>(before);
        gone.keySet().removeAll(after.keySet());
        long come = after.keySet().stream()
                .filter(version -> !before.containsKey(version))
                .count();
        long versions = Math.max(0, gone.size() - come);
        Stream<Long> ofVersions = gone.values().stream().limit(versions); // the newest are those that were replaced
        Stream<Long> ofItems = before.entrySet().stream()
                .map(version -> Math.max(0, version.getValue() - after.getOrDefault(version.getKey(), Long.MAX_VALUE)));
        return amount(versions, Stream.concat(ofVersions, ofItems));
    }

    private static Amount amount(long versions, Stream<Long> bytes) {
        return new Amount(versions, bytes.mapToLong(Long::longValue).sum());
    }

    private static SortedMap<VersionName, Long> versions(Product product) {
        var versions = new TreeMap<VersionName, Long>();
        product.versions().forEach((name, version) -> versions.put(name, bytes(version)));
        return versions;
    }

    private static long bytes(Version version) {
        return version.items().values().stream()
                .map(item -> item.payload())
                .filter(Objects::nonNull)
                .mapToLong(Payload::size)
                .sum();
    }
}
