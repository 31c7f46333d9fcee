package io.streammirror.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.SampleProducts;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SelectorTest {
    private final SampleProducts sample = new SampleProducts("com.example:download")
            .item("p", "1", "kernel", "k1")
            .item("p", "1", "squashfs", "s1")
            .item("p", "2", "kernel", "k2")
            .item("p", "2", "squashfs", "s2")
            .item("p", "3", "kernel", "k3")
            .item("q", "1", "kernel", "other");

    static Selection selection(int max, String... filters) {
        return new Selection(
                Arrays.stream(filters).map(Filter::parse).toList(),
                max == 0 ? OptionalInt.empty() : OptionalInt.of(max));
    }

    private static List<String> items(ProductsDocument document) {
        return document.products().values().stream()
                .flatMap(product -> product.versions().values().stream()
                        .flatMap(version -> version.items().keySet().stream()
                                .map(item -> product.name() + "/" + version.name() + "/" + item)))
                .toList();
    }

    private List<String> selected(boolean wholeVersions, Selection... selections) {
        return items(new Selector(List.of(selections), wholeVersions).select(sample.document()));
    }

    @Test
    void noSelectionIsEverything() {
        assertThat(new Selector(List.of(), false).select(sample.document())).isEqualTo(sample.document());
    }

    @Test
    void maxCountsOnlyVersionsThatStillHaveItems() {
        assertThat(selected(false, selection(1, "ftype=squashfs"))).containsExactly("p/2/squashfs");
    }

    @Test
    void whatWasSelectedBeforeIsKeptForAsLongAsItIsThereAndMatches() {
        ProductsDocument before = new SampleProducts("com.example:download")
                .item("p", "0", "kernel", "gone")
                .item("p", "1", "kernel", "k1 as it was")
                .item("p", "2", "squashfs", "no kernel then")
                .document();
        sample.item("p", "2.5", "kernel", "never selected");
        var selector = new Selector(List.of(selection(1, "ftype=kernel", "product_name=p")), true);

        assertThat(items(selector.selectKeeping(sample.document(), before)))
                .containsExactly("p/1/kernel", "p/1/squashfs", "p/2/kernel", "p/2/squashfs", "p/3/kernel");
        var others = new Selector(List.of(selection(1, "product_name=q")), true);
        assertThat(items(others.selectKeeping(sample.document(), before))).containsExactly("q/1/kernel");
    }

    @Test
    void wholeVersionsKeepTheItemsThatNoFilterNames() {
        assertThat(selected(true, selection(1, "ftype=squashfs"))).containsExactly("p/2/kernel", "p/2/squashfs");
    }

    @Test
    void filtersOfOneSelectionMustAllPassAndSelectionsAdd() {
        assertThat(selected(false, selection(0, "ftype=kernel", "product_name=q"), selection(1, "ftype=squashfs")))
                .containsExactly("p/2/squashfs", "q/1/kernel");
    }

    @Test
    void namesAndFieldsOfAllLevelsCanBeFilteredOn() {
        sample.product("p").put("os", "ubuntu");
        sample.version("p", "2").put("label", "stable");

        assertThat(selected(
                        false,
                        selection(
                                0,
                                "os=ubuntu",
                                "label=stable",
                                "item_name~^k",
                                "version_name=2",
                                "datatype=image-ids",
                                "content_id~example")))
                .containsExactly("p/2/kernel");
    }

    @Test
    void whatMatchesNothingLeavesNoEmptyProduct() {
        assertThat(new Selector(List.of(selection(0, "ftype=nothing")), true)
                        .select(sample.document())
                        .products())
                .isEmpty();
    }

    @Test
    void versionsAreNewestByCodePoint() {
        var bootloaders = new SampleProducts("b")
                .item("g", "20231004.0", "grub", "one")
                .item("g", "20231004.10", "grub", "two")
                .item("g", "20231004.9", "grub", "three");

        var newest = new Selector(List.of(selection(1)), true).select(bootloaders.document());

        assertThat(items(newest)).containsExactly("g/20231004.9/grub");
    }
}
