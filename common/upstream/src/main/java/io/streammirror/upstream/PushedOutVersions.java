package io.streammirror.upstream;

import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Versions that newer ones pushed off upstream's list during their publication delay, and whose bytes are stored here.
 *
 * <p>Upstream takes the oldest version off a list that is full. A version that leaves while an older one stays, or that was the newest, was
 * withdrawn: it must never be published.
 */
final class PushedOutVersions {
    private PushedOutVersions() {}

    /**
     * The products of a document with the versions that still wait.
     *
     * @param now what upstream lists
     * @param chosen what the operator's selections choose of it
     * @param before what was selected of it earlier
     */
    static SortedMap<ProductName, Product> of(
            ProductsDocument now, ProductsDocument chosen, ProductsDocument before, VersionStock stock) {
        var products = new TreeMap<ProductName, Product>();
        before.products().forEach((name, product) -> {
            Product listed = now.products().get(name);
            Product selected = chosen.products().get(name);
            if (listed != null && selected != null && !listed.versions().isEmpty()) {
                SortedMap<VersionName, Version> versions = delayed(product, listed, selected, stock);
                if (!versions.isEmpty()) {
                    products.put(name, product.withVersions(versions));
                }
            }
        });
        return products;
    }

    private static SortedMap<VersionName, Version> delayed(
            Product before, Product listed, Product selected, VersionStock stock) {
        VersionName oldest = listed.versions().firstKey();
        var delayed = new TreeMap<VersionName, Version>();
        int wanted = selected.versions().size();
        long oldEnough = listed.versions().values().stream()
                .filter(version -> stock.isComplete().test(version))
                .filter(version -> stock.isOldEnough().test(version))
                .count();
        var pushedOut = new TreeMap<>(before.versions()).headMap(oldest, false).descendingMap();
        for (Version version : pushedOut.values()) {
            if (oldEnough >= wanted) {
                break; // newer ones that are old enough take its place
            }
            if (stock.isComplete().test(version)) {
                delayed.put(version.name(), version);
                oldEnough += stock.isOldEnough().test(version) ? 1 : 0;
            }
        }
        return delayed;
    }
}
