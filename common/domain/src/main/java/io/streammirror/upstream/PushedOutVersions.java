package io.streammirror.upstream;

import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Versions that upstream's list no longer has because newer ones pushed them out, and that still ripen: their bytes are stored here.
 *
 * <p>Upstream takes the oldest version off a list that is full. A version that leaves while an older one stays, or that was the newest, was
 * withdrawn: it must never be published.
 */
final class PushedOutVersions {
    private PushedOutVersions() {}

    /**
     * The products of a document with the versions that still ripen.
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
                SortedMap<VersionName, Version> versions = ripening(product, listed, selected, stock);
                if (!versions.isEmpty()) {
                    products.put(name, product.withVersions(versions));
                }
            }
        });
        return products;
    }

    private static SortedMap<VersionName, Version> ripening(
            Product before, Product listed, Product selected, VersionStock stock) {
        VersionName oldest = listed.versions().firstKey();
        var ripening = new TreeMap<VersionName, Version>();
        int wanted = selected.versions().size();
        long ripe = listed.versions().values().stream()
                .filter(version -> stock.isComplete().test(version))
                .filter(version -> stock.isRipe().test(version))
                .count();
        var pushedOut = new TreeMap<>(before.versions()).headMap(oldest, false).descendingMap();
        for (Version version : pushedOut.values()) {
            if (ripe >= wanted) {
                break; // newer ones that are old enough take its place
            }
            if (stock.isComplete().test(version)) {
                ripening.put(version.name(), version);
                ripe += stock.isRipe().test(version) ? 1 : 0;
            }
        }
        return ripening;
    }
}
