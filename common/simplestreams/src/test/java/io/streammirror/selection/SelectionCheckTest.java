package io.streammirror.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.SampleProducts;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionCheckTest {
    private final List<ProductsDocument> upstream = List.of(
            product("com.example:images", "noble", "os", "ubuntu", "release", "noble", "arch", "amd64"),
            product("com.example:more", "jammy", "os", "ubuntu", "release", "jammy", "arch", "arm64"),
            product("com.example:loaders", "grub", "os", "grub-efi", "bootloader-type", "uefi", "arch", "amd64"));

    @Test
    void shouldFindNothingWhenEverySelectionMatches() {
        assertThat(unmatched("release=noble")).isEmpty();
        assertThat(SelectionCheck.unmatched(List.of(selection()), upstream)).isEmpty();
        assertThat(SelectionCheck.unmatched(List.of(), upstream)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type=bootloader; no product has `type`; did you mean `os~(grub*|pxelinux)`?",
                "realease=noble; no product has `realease`; did you mean `release=noble`?",
                "version=noble; no product has `version`; did you mean `release=noble`?",
                "release=nobel; no item matches `release=nobel`; `release` is noble, jammy; did you mean `release=noble`?",
                "release~(focal\\|noble); no item matches `release~(focal\\|noble)`; did you mean `release~(focal|noble)`?",
                "arch=s390x; no item matches `arch=s390x`; `arch` is",
                "colour=blue; no product has `colour`"
            })
    void shouldSayWhyASelectionMatchesNothingAndWhatMayBeMeant(String filter, String reason) {
        String[] parts = reason.split("; (?=did)");

        assertThat(unmatched("arch=amd64", filter)).singleElement().satisfies(unmatched -> {
            assertThat(unmatched.number()).isEqualTo(2);
            assertThat(unmatched.toString()).startsWith("selection 2 (arch=amd64 " + filter + ") matches nothing: ");
            assertThat(unmatched.reason()).contains(parts);
        });
    }

    @Test
    void shouldSayThatFiltersMatchOnlyApart() {
        assertThat(unmatched("release=noble", "arch=arm64"))
                .extracting(UnmatchedSelection::reason)
                .containsExactly("each of its filters matches items, but no item matches all of them");
    }

    @Test
    void shouldSayThatUpstreamHasNoItems() {
        assertThat(SelectionCheck.unmatched(List.of(selection()), List.of()))
                .extracting(UnmatchedSelection::reason)
                .containsExactly("upstream has no items");
    }

    private List<UnmatchedSelection> unmatched(String... filters) {
        return SelectionCheck.unmatched(List.of(selection("os=ubuntu"), selection(filters)), upstream);
    }

    private static Selection selection(String... filters) {
        return new Selection(Arrays.stream(filters).map(Filter::parse).toList(), OptionalInt.empty());
    }

    private static ProductsDocument product(String stream, String name, String... fields) {
        var sample = new SampleProducts(stream).item(name, "20250101", "root", name);
        for (int i = 0; i < fields.length; i += 2) {
            sample.product(name).put(fields[i], fields[i + 1]);
        }
        return sample.document();
    }
}
