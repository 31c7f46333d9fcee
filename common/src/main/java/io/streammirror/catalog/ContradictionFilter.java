package io.streammirror.catalog;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Leaves out items that contradict an earlier one, and versions and products that this empties. */
final class ContradictionFilter {
    private final BlobLedger ledger = new BlobLedger();
    private final SortedMap<ContentId, CatalogStream> streams = new TreeMap<>();
    private final List<CatalogRefusal> refusals;

    ContradictionFilter(List<CatalogStream> streams, List<CatalogRefusal> refusals) {
        this.refusals = new ArrayList<>(refusals);
        var byName = new TreeMap<ContentId, CatalogStream>();
        for (CatalogStream stream : streams) {
            if (byName.putIfAbsent(stream.contentId(), stream) != null) {
                throw new IllegalArgumentException("stream '" + stream.contentId() + "' is given twice");
            }
        }
        byName.values().forEach(this::add);
    }

    SortedMap<ContentId, CatalogStream> streams() {
        return streams;
    }

    List<CatalogRefusal> refusals() {
        return refusals;
    }

    private void add(CatalogStream stream) {
        var refused = new HashSet<CatalogItem>();
        stream.items().forEach(item -> ledger.add(item.payload()).ifPresent(reason -> {
            refused.add(item);
            refusals.add(new CatalogRefusal(item.stream(), item.pointer(), reason));
        }));
        var kept = refused.isEmpty() ? stream : without(refused, stream);
        streams.put(kept.contentId(), kept);
    }

    private static CatalogStream without(Set<CatalogItem> refused, CatalogStream stream) {
        ProductsDocument document = stream.selected();
        var products = new TreeMap<ProductName, Product>();
        document.products().forEach((name, product) -> {
            var versions = new TreeMap<VersionName, Version>();
            product.versions().forEach((versionName, version) -> {
                var items = new TreeMap<>(version.items());
                items.keySet().removeAll(namesOf(refused, name, versionName));
                if (!items.isEmpty() || version.items().isEmpty()) {
                    versions.put(versionName, version.withItems(items));
                }
            });
            if (!versions.isEmpty() || product.versions().isEmpty()) {
                products.put(name, product.withVersions(versions));
            }
        });
        return new CatalogStream(stream.path(), stream.document(), stream.entry(), document.withProducts(products));
    }

    private static Set<ItemName> namesOf(Set<CatalogItem> refused, ProductName product, VersionName version) {
        var names = new HashSet<ItemName>();
        refused.stream()
                .filter(item -> item.product().equals(product) && item.version().equals(version))
                .forEach(item -> names.add(item.item()));
        return names;
    }
}
