package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Unfit content that a check of the whole tree found. It is withheld, and the rest is published.
 *
 * <p>Found once, the catalog's content of a product or the catalog's header of a stream is withheld, and what is published stays. Found
 * twice, it is published content that is unfit, and that goes too.
 *
 * @param streams whose header or index entry is unfit, with the reason
 * @param products of a stream, with the reason
 * @param indexFields fields of the index that are left out, with the reason
 */
public record Quarantine(
        Map<ContentId, Finding> streams, Map<ProductKey, Finding> products, SortedMap<String, String> indexFields) {
    public static final Quarantine NONE = new Quarantine(Map.of(), Map.of(), Collections.emptySortedMap());

    /** Names one product. */
    public record ProductKey(ContentId stream, ProductName product) {}

    /**
     * Why something is withheld.
     *
     * @param reason with the place, as a JSON pointer
     * @param published whether published content is withheld too
     */
    public record Finding(String reason, boolean published) {}

    public Quarantine {
        streams = Map.copyOf(streams);
        products = Map.copyOf(products);
        indexFields = Collections.unmodifiableSortedMap(new TreeMap<>(indexFields));
    }

    public Quarantine withStream(ContentId stream, String reason) {
        return new Quarantine(with(streams, stream, reason), products, indexFields);
    }

    public Quarantine withProduct(ContentId stream, ProductName product, String reason) {
        return new Quarantine(streams, with(products, new ProductKey(stream, product), reason), indexFields);
    }

    public Quarantine withIndexField(String field, String reason) {
        var next = new TreeMap<>(indexFields);
        next.putIfAbsent(field, reason);
        return new Quarantine(streams, products, next);
    }

    private static <K> Map<K, Finding> with(Map<K, Finding> findings, K key, String reason) {
        var next = new HashMap<>(findings);
        next.merge(key, new Finding(reason, false), (first, again) -> new Finding(first.reason(), true));
        return next;
    }

    /** The streams of a catalog with the published header in place of an unfit one; without those that have none. */
    public SortedMap<ContentId, CatalogStream> fit(SortedMap<ContentId, CatalogStream> catalog, PreviousTree live) {
        var fit = new TreeMap<>(catalog);
        streams.keySet()
                .forEach(id -> fit.computeIfPresent(
                        id,
                        (key, stream) -> live.documents().containsKey(key)
                                ? live.stream(key, stream.selected().products())
                                : null));
        return fit;
    }

    /** Why a stream is not published at all; empty when it is, or may be with its published header. */
    Optional<String> barred(ContentId stream) {
        return Optional.ofNullable(streams.get(stream))
                .filter(Finding::published)
                .map(Finding::reason);
    }

    /** A document without the products that are withheld, each version of which is added to the list. */
    public ProductsDocument without(ProductsDocument document, List<WithheldVersion> withheldVersions) {
        var rest = new TreeMap<>(document.products());
        document.products()
                .forEach((name, product) -> withheld(document.contentId(), name).ifPresent(reason -> {
                    rest.remove(name);
                    product.versions()
                            .keySet()
                            .forEach(version -> withheldVersions.add(
                                    new WithheldVersion(document.contentId(), name, version, reason)));
                }));
        return document.withProducts(rest);
    }

    /** Why the catalog's versions of a product are withheld; empty when they are not. */
    Optional<String> withheld(ContentId stream, ProductName product) {
        return Optional.ofNullable(products.get(new ProductKey(stream, product)))
                .map(Finding::reason);
    }

    /** Whether the published versions of a product are withheld too. */
    boolean isBarred(ContentId stream, ProductName product) {
        Finding finding = products.get(new ProductKey(stream, product));
        return finding != null && finding.published();
    }
}
