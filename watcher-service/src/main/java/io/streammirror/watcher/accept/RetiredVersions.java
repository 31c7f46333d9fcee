package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.upstream.UpstreamSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Versions that the mirror kept after newer ones had pushed them off upstream's list. When the mirror lets them go, upstream has removed
 * nothing, so the guard must not count them.
 */
final class RetiredVersions {
    private RetiredVersions() {}

    /** The followed catalog as far as upstream still answers for it. */
    static Catalog without(Catalog followed, UpstreamSnapshot set) {
        Map<ContentId, ProductsDocument> upstream = new HashMap<>();
        set.products()
                .forEach(products ->
                        upstream.put(products.contentId(), products.received().document()));
        List<CatalogStream> streams = new ArrayList<>();
        followed.streams().forEach((id, stream) -> {
            ProductsDocument listed = upstream.get(id);
            streams.add(listed == null ? stream : without(stream, listed));
        });
        return Catalog.of(
                followed.mirror(),
                followed.source(),
                followed.indexHeader(),
                followed.indexDocument(),
                streams,
                followed.refusals());
    }

    private static CatalogStream without(CatalogStream stream, ProductsDocument listed) {
        var products = new TreeMap<ProductName, Product>();
        stream.selected().products().forEach((name, product) -> {
            Product now = listed.products().get(name);
            products.put(
                    name,
                    now == null || now.versions().isEmpty()
                            ? product
                            : product.withVersions(since(product, now.versions().firstKey())));
        });
        return new CatalogStream(
                stream.path(),
                stream.document(),
                stream.entry(),
                stream.selected().withProducts(products));
    }

    private static SortedMap<VersionName, Version> since(Product product, VersionName oldest) {
        return new TreeMap<>(product.versions()).tailMap(oldest);
    }
}
