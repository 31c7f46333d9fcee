package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Version;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The versions that one stream of a tree lists.
 *
 * @param source where header and index entry come from
 * @param products never empty, and none without a version
 */
public record AssembledStream(CatalogStream source, SortedMap<ProductName, Product> products) {
    public AssembledStream {
        products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
        if (products.isEmpty()
                || products.values().stream()
                        .anyMatch(product -> product.versions().isEmpty())) {
            throw new IllegalArgumentException("stream '" + source.contentId()
                    + "' must not list nothing: MAAS refuses a source with an empty products document");
        }
    }

    /** All files that the stream lists, one for each item. */
    public Stream<Payload> payloads() {
        return versions().flatMap(StoredBlobs::payloads);
    }

    public Counts counts() {
        return new Counts(
                products.size(), (int) versions().count(), (int) payloads().count());
    }

    private Stream<Version> versions() {
        return products.values().stream().flatMap(product -> product.versions().values().stream());
    }
}
