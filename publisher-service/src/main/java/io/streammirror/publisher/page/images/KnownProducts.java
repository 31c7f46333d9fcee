package io.streammirror.publisher.page.images;

import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Flattening;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the products that a mirror follows or publishes. */
final class KnownProducts {
    private KnownProducts() {}

    /** All of them, by stream and name; those that exist without a version are left out. */
    static List<KnownProduct> of(MirrorSnapshot snapshot) {
        Map<ContentId, ProductsDocument> wanted = wanted(snapshot.catalog());
        LiveTree live = snapshot.live();
        Map<ContentId, ProductsDocument> listed =
                live == null ? Map.of() : live.tree().documents();
        Set<ContentId> own = live == null || live.publication() == null
                ? Set.of()
                : live.publication().customStreams();
        var streams = new TreeSet<>(wanted.keySet());
        streams.addAll(listed.keySet());
        var products = new ArrayList<KnownProduct>();
        streams.forEach(stream -> add(stream, wanted.get(stream), listed.get(stream), own.contains(stream), products));
        return products;
    }

    private static Map<ContentId, ProductsDocument> wanted(@Nullable ReadCatalog catalog) {
        var documents = new TreeMap<ContentId, ProductsDocument>();
        if (catalog != null) {
            catalog.catalog().streams().forEach((stream, of) -> documents.put(stream, of.selected()));
        }
        return documents;
    }

    private static void add(
            ContentId stream,
            @Nullable ProductsDocument wanted,
            @Nullable ProductsDocument listed,
            boolean own,
            List<KnownProduct> products) {
        Flattening header = Flattening.ofHeader(
                listed == null ? Objects.requireNonNull(wanted).header() : listed.header());
        var names = new TreeSet<ProductName>();
        names.addAll(products(wanted).keySet());
        names.addAll(products(listed).keySet());
        for (ProductName name : names) {
            Product wantedProduct = products(wanted).get(name);
            Product listedProduct = products(listed).get(name);
            Product any = listedProduct == null ? Objects.requireNonNull(wantedProduct) : listedProduct;
            var product = new KnownProduct(
                    stream,
                    name,
                    new ImageFields(header.product(name, any.fields()).fields()),
                    own,
                    wantedProduct,
                    listedProduct);
            if (!product.versions().isEmpty()) {
                products.add(product);
            }
        }
    }

    private static SortedMap<ProductName, Product> products(@Nullable ProductsDocument document) {
        return document == null ? Collections.emptySortedMap() : document.products();
    }
}
