package io.streammirror.publisher.customimage;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All images of the operators' own of one mirror, in the streams in which they are published; every change answers the next one.
 *
 * @param streams none without a product, and no product without a version
 */
public record CustomImageCollection(SortedMap<ContentId, ProductsDocument> streams) {
    public static final CustomImageCollection NONE = new CustomImageCollection(Collections.emptySortedMap());

    public CustomImageCollection {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    /** How many versions there are in all. */
    public int versions() {
        return streams.values().stream()
                .flatMap(document -> document.products().values().stream())
                .mapToInt(product -> product.versions().size())
                .sum();
    }

    public Optional<Version> version(ContentId stream, ProductName product, VersionName version) {
        return Optional.ofNullable(streams.get(stream))
                .map(document -> document.products().get(product))
                .map(known -> known.versions().get(version));
    }

    /** The versions of a product; none when there is no such product. */
    public Set<VersionName> versionsOf(ContentId stream, ProductName product) {
        return Optional.ofNullable(streams.get(stream))
                .map(document -> document.products().get(product))
                .map(known -> known.versions().keySet())
                .orElse(Set.of());
    }

    /** The stream that has a product. */
    public Optional<ContentId> streamOf(ProductName product) {
        return streams.values().stream()
                .filter(document -> document.products().containsKey(product))
                .map(ProductsDocument::contentId)
                .findFirst();
    }

    /** Adds the versions of a document of one product; the product's fields become those of that document. */
    public CustomImageCollection with(ProductsDocument image) {
        ProductsDocument known = streams.getOrDefault(image.contentId(), image);
        var products = new TreeMap<>(known.products());
        image.products().forEach((name, product) -> {
            Product before = products.getOrDefault(name, product);
            var versions = new TreeMap<>(before.versions());
            versions.putAll(product.versions());
            products.put(name, product.withVersions(versions));
        });
        return with(image.contentId(), known.withProducts(products));
    }

    /** Without these versions of a product; what is empty by that goes too. */
    public CustomImageCollection without(ContentId stream, ProductName product, Iterable<VersionName> versions) {
        ProductsDocument known = streams.get(stream);
        Product from = known == null ? null : known.products().get(product);
        if (known == null || from == null) {
            return this;
        }
        var rest = new TreeMap<>(from.versions());
        versions.forEach(rest::remove);
        var products = new TreeMap<>(known.products());
        if (rest.isEmpty()) {
            products.remove(product);
        } else {
            products.put(product, from.withVersions(rest));
        }
        return with(stream, known.withProducts(products));
    }

    private CustomImageCollection with(ContentId stream, ProductsDocument document) {
        var next = new TreeMap<>(streams);
        if (document.products().isEmpty()) {
            next.remove(stream);
        } else {
            next.put(stream, document);
        }
        return new CustomImageCollection(next);
    }
}
