package io.streammirror.catalog;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        var refused = new HashMap<Holder, Set<ItemName>>();
        stream.items().forEach(item -> ledger.add(item.payload()).ifPresent(reason -> {
            refused.computeIfAbsent(new Holder(item.product(), item.version()), unseen -> new HashSet<>())
                    .add(item.item());
            refusals.add(new CatalogRefusal(item.stream(), item.pointer(), reason));
        }));
        var kept = refused.isEmpty() ? stream : without(refused, stream);
        streams.put(kept.contentId(), kept);
    }

    private static CatalogStream without(Map<Holder, Set<ItemName>> refused, CatalogStream stream) {
        ProductsDocument document = stream.selected();
        var products = new TreeMap<ProductName, Product>();
        document.products().forEach((name, product) -> {
            var versions = new TreeMap<VersionName, Version>();
            product.versions().forEach((versionName, version) -> {
                var items = new TreeMap<>(version.items());
                items.keySet().removeAll(refused.getOrDefault(new Holder(name, versionName), Set.of()));
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

    /** The version that an item is in. */
    private record Holder(ProductName product, VersionName version) {}
}
