package io.streammirror.guard;

import io.streammirror.catalog.Catalog;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many versions and bytes a catalog has of each product. */
record Holdings(Map<ContentId, Map<ProductName, Holding>> streams) {
    /** What there is of one product. */
    record Holding(long versions, long bytes) {
        static final Holding NOTHING = new Holding(0, 0);

        static Holding of(Product product) {
            return new Holding(
                    product.versions().size(),
                    product.versions().values().stream()
                            .flatMap(version -> version.items().values().stream())
                            .map(item -> item.payload())
                            .filter(payload -> payload != null)
                            .mapToLong(Payload::size)
                            .sum());
        }

        Holding minus(Holding other) {
            return new Holding(Math.max(0, versions - other.versions), Math.max(0, bytes - other.bytes));
        }
    }

    static Holdings of(Catalog catalog) {
        var streams = new TreeMap<ContentId, Map<ProductName, Holding>>();
        catalog.streams()
                .forEach((id, stream) -> streams.put(
                        id,
                        stream.selected().products().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey, product -> Holding.of(product.getValue())))));
        return new Holdings(streams);
    }

    /** What the other one has less of, product by product: more of one does not make up for less of another. */
    Holdings lostIn(Holdings later) {
        var lost = new TreeMap<ContentId, Map<ProductName, Holding>>();
        streams.forEach((id, products) -> {
            Map<ProductName, Holding> left = later.streams.getOrDefault(id, Map.of());
            lost.put(
                    id,
                    products.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, product -> product.getValue()
                                    .minus(left.getOrDefault(product.getKey(), Holding.NOTHING)))));
        });
        return new Holdings(lost);
    }

    long versions() {
        return streams.values().stream()
                .flatMap(products -> products.values().stream())
                .mapToLong(Holding::versions)
                .sum();
    }

    long bytes() {
        return streams.values().stream()
                .flatMap(products -> products.values().stream())
                .mapToLong(Holding::bytes)
                .sum();
    }
}
