package io.streammirror.selection;

import io.streammirror.simplestreams.Flattening;
import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.ItemName;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts a products document down to the union of what the selections match.
 *
 * <p>As in the reference, {@code max} counts only versions that still have matching items. Unlike it, a version that matched
 * can be kept whole, because MAAS refuses a source in which any version lacks an item.
 *
 * @param selections none means everything
 * @param wholeVersions whether all items of a version that matched are kept, or only those that passed a filter
 */
public record Selector(List<Selection> selections, boolean wholeVersions) {
    public Selector {
        selections = List.copyOf(selections);
    }

    /** The part that is wanted; throws a {@link FilterException} if a regular expression runs away on a value. */
    public ProductsDocument select(ProductsDocument document) {
        Flattening header = Flattening.ofHeader(document.header());
        var products = new TreeMap<ProductName, Product>();
        document.products().forEach((name, product) -> {
            var versions = versions(product, header.product(name, product.fields()));
            if (!versions.isEmpty()) {
                products.put(name, product.withVersions(versions));
            }
        });
        return document.withProducts(products);
    }

    /**
     * The part that is wanted, and what of an earlier part is still there and would be wanted but for {@code max}.
     *
     * @param before what was selected of the document as it was earlier
     */
    public ProductsDocument selectKeeping(ProductsDocument document, ProductsDocument before) {
        var products = new TreeMap<>(select(document).products());
        selectAll(document).products().forEach((name, product) -> {
            var versions = new TreeMap<>(product.versions());
            Product known = before.products().get(name);
            versions.keySet()
                    .retainAll(known == null ? Set.of() : known.versions().keySet());
            Product chosen = products.get(name);
            if (chosen != null) {
                versions.putAll(chosen.versions());
            }
            if (!versions.isEmpty()) {
                products.put(name, product.withVersions(versions));
            }
        });
        return document.withProducts(products);
    }

    /** The content that the filters match, in any number of versions. */
    public ProductsDocument selectAll(ProductsDocument document) {
        var unlimited = new Selector(
                selections.stream()
                        .map(selection -> new Selection(selection.filters(), OptionalInt.empty()))
                        .toList(),
                wholeVersions);
        return unlimited.select(document);
    }

    private SortedMap<VersionName, Version> versions(Product product, Flattening flatProduct) {
        SortedMap<VersionName, Set<FlatItem>> union = SelectionUnion.of(
                selections,
                candidates(product, flatProduct),
                (selection, candidate) -> selection.accepts(candidate.fields()));
        var selected = new TreeMap<VersionName, Version>();
        union.forEach((name, items) -> {
            Version version = Objects.requireNonNull(product.versions().get(name));
            selected.put(name, wholeVersions ? version : version.withItems(itemsByName(items)));
        });
        return selected;
    }

    private static SortedMap<ItemName, Item> itemsByName(Set<FlatItem> items) {
        var byName = new TreeMap<ItemName, Item>();
        items.forEach(candidate -> byName.put(candidate.item().name(), candidate.item()));
        return byName;
    }

    private static SortedMap<VersionName, List<FlatItem>> candidates(Product product, Flattening flatProduct) {
        var candidates = new TreeMap<VersionName, List<FlatItem>>();
        product.versions().forEach((name, version) -> {
            Flattening flatVersion = flatProduct.version(name, version.fields());
            candidates.put(
                    name,
                    version.items().values().stream()
                            .map(item -> new FlatItem(
                                    item,
                                    flatVersion.item(item.name(), item.fields()).fields()))
                            .toList());
        });
        return candidates;
    }

    private record FlatItem(Item item, Map<String, String> fields) {}
}
