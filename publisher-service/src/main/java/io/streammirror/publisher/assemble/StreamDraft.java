package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link PlannedStream} in the making. */
final class StreamDraft {
    private final CatalogStream source;
    private final Withdrawals withdrawals;
    private final SortedMap<ProductName, Product> products = new TreeMap<>();
    private final Map<ProductName, Integer> quotas = new HashMap<>();
    private final SortedMap<ProductName, Product> former = new TreeMap<>();

    /**
     * @param source where header and index entry come from; its products do not count
     * @param withdrawals versions that are left out, unless they are pinned
     */
    StreamDraft(CatalogStream source, Withdrawals withdrawals) {
        this.source = source;
        this.withdrawals = withdrawals;
    }

    boolean has(ProductName product) {
        return products.containsKey(product);
    }

    /** Adds a product with the versions that are to be listed. */
    void add(Product product, int quota) {
        products.put(product.name(), withoutWithdrawn(product));
        quotas.put(product.name(), quota);
    }

    /** Adds listed versions; versions that were added before take precedence. */
    void addFormer(Product listed) {
        Product product = withoutWithdrawn(listed);
        Product known = former.get(product.name());
        if (known == null) {
            former.put(product.name(), product);
        } else {
            var versions = new TreeMap<>(product.versions());
            versions.putAll(known.versions());
            former.put(product.name(), known.withVersions(versions));
        }
    }

    private Product withoutWithdrawn(Product product) {
        var versions = new TreeMap<>(product.versions());
        versions.values().removeIf(version -> withdrawals.contains(contentId(), product.name(), version));
        return product.withVersions(versions);
    }

    /** Nothing newer than the pinned version is listed, and that version with just this content. */
    void pin(PinnedVersion pin) {
        ProductName name = pin.product().name();
        Version version = pin.version();
        Product base = Optional.ofNullable(products.get(name)).orElseGet(pin::withoutVersions);
        var versions = new TreeMap<>(upTo(base, version.name()));
        versions.put(version.name(), version);
        products.put(name, base.withVersions(versions));
        quotas.put(name, Math.max(1, quotas.getOrDefault(name, 1)));
        former.computeIfPresent(name, (key, known) -> known.withVersions(upTo(known, version.name())));
    }

    private static SortedMap<VersionName, Version> upTo(Product product, VersionName newest) {
        var versions = new TreeMap<>(product.versions());
        versions.tailMap(newest, false).clear();
        return versions;
    }

    private ContentId contentId() {
        return source.contentId();
    }

    /** The stream; empty when it could not list anything. */
    Optional<PlannedStream> curated() {
        boolean nothing = Stream.concat(products.values().stream(), former.values().stream())
                .allMatch(product -> product.versions().isEmpty());
        if (nothing) {
            return Optional.empty();
        }
        ProductsDocument selected = source.selected().withProducts(products);
        @Nullable
        ProductsDocument before =
                former.isEmpty() ? null : selected.withProducts(Collections.unmodifiableSortedMap(former));
        return Optional.of(new PlannedStream(
                new CatalogStream(source.path(), source.document(), source.entry(), selected), before, quotas));
    }
}
