package io.streammirror.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ProductsArbitrary;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class SelectionLawsTest {
    @Provide
    Arbitrary<ProductsDocument> documents() {
        return ProductsArbitrary.documents("s");
    }

    @Provide
    Arbitrary<List<Filter>> filters() {
        return Arbitraries.of("arch=amd64", "arch!=amd64", "ftype~(kernel|squashfs)", "version_name~[135]$", "ftype!~k")
                .map(Filter::parse)
                .list()
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<Selection>> selections() {
        return Combinators.combine(filters(), Arbitraries.integers().between(0, 3))
                .as((filters, max) -> new Selection(filters, max == 0 ? OptionalInt.empty() : OptionalInt.of(max)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Set<String> items(ProductsDocument document) {
        var items = new HashSet<String>();
        document.products()
                .values()
                .forEach(product -> product.versions().values().forEach(version -> version.items()
                        .keySet()
                        .forEach(item -> items.add(product.name() + "/" + version.name() + "/" + item))));
        return items;
    }

    @Property(tries = 200)
    void selectingTwiceIsSelectingOnce(
            @ForAll("documents") ProductsDocument document,
            @ForAll("selections") List<Selection> selections,
            @ForAll boolean whole) {
        var selector = new Selector(selections, whole);

        var once = selector.select(document);

        assertThat(selector.select(once)).isEqualTo(once);
    }

    @Property(tries = 200)
    void theUnionHoldsEachSelectionAndNothingElse(
            @ForAll("documents") ProductsDocument document,
            @ForAll("selections") List<Selection> selections,
            @ForAll boolean whole) {
        var each = new HashSet<String>();
        selections.forEach(one -> each.addAll(items(new Selector(List.of(one), whole).select(document))));

        assertThat(items(new Selector(selections, whole).select(document))).isEqualTo(each);
    }

    @Property(tries = 200)
    void oneMoreVersionNeverLosesAnItem(
            @ForAll("documents") ProductsDocument document,
            @ForAll("filters") List<Filter> filters,
            @ForAll @IntRange(min = 1, max = 4) int max,
            @ForAll boolean whole) {
        var fewer = new Selector(List.of(new Selection(filters, OptionalInt.of(max))), whole).select(document);
        var more = new Selector(List.of(new Selection(filters, OptionalInt.of(max + 1))), whole).select(document);

        assertThat(items(more)).containsAll(items(fewer));
    }

    @Property(tries = 200)
    void theOrderOfSelectionsAndFiltersDoesNotMatter(
            @ForAll("documents") ProductsDocument document,
            @ForAll("selections") List<Selection> selections,
            @ForAll boolean whole) {
        var reversed = new ArrayList<Selection>();
        for (Selection selection : selections) {
            var filters = new ArrayList<>(selection.filters());
            Collections.reverse(filters);
            reversed.add(0, new Selection(filters, selection.max()));
        }

        assertThat(new Selector(reversed, whole).select(document))
                .isEqualTo(new Selector(selections, whole).select(document));
    }
}
