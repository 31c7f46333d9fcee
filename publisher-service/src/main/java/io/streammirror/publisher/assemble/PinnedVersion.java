package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one version that a product lists, with the content that it had when it was pinned.
 *
 * @param source a stream that has the product
 * @param product with this version alone
 */
public record PinnedVersion(CatalogStream source, Product product) {
    public PinnedVersion {
        if (product.versions().size() != 1) {
            throw new IllegalArgumentException("product '" + product.name() + "' is pinned to one version");
        }
    }

    /** The pin of a version in a stream of a catalog; empty when it is not there. */
    public static Optional<PinnedVersion> in(CatalogStream stream, ProductName product, VersionName version) {
        return Optional.ofNullable(stream.selected().products().get(product))
                .flatMap(found -> Optional.ofNullable(found.versions().get(version))
                        .map(content -> new PinnedVersion(
                                stream, found.withVersions(new TreeMap<>(Map.of(version, content))))));
    }

    /** The pin of a version that a publication lists; empty when it does not. */
    public static Optional<PinnedVersion> in(
            PreviousTree tree, ContentId stream, ProductName product, VersionName version) {
        return Optional.ofNullable(tree.documents().get(stream))
                .flatMap(document -> in(tree.stream(stream, document.products()), product, version));
    }

    VersionKey key() {
        return new VersionKey(source.contentId(), product.name(), version().name());
    }

    Version version() {
        return product.versions().values().iterator().next();
    }

    Product withoutVersions() {
        return product.withVersions(Collections.emptySortedMap());
    }
}
