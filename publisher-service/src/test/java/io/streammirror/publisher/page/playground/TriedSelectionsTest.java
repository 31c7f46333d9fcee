package io.streammirror.publisher.page.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TriedSelectionsTest {
    @Test
    void shouldReadFiltersLineByLine() {
        TriedSelections tried =
                TriedSelections.parse(List.of("arch=amd64\r\n\r\n  release~(jammy|noble)\n", ""), List.of("2", ""));

        assertThat(tried.choices()).singleElement().satisfies(choice -> {
            assertThat(choice.filters()).containsExactly("arch=amd64", "release~(jammy|noble)");
            assertThat(choice.max()).isEqualTo(2);
        });
    }

    @Test
    void shouldTakeAMaximumWithoutFilters() {
        assertThat(TriedSelections.parse(List.of(""), List.of("1")).yaml())
                .isEqualTo("selections:\n  - filters: []\n    max: 1\n");
    }

    @Test
    void shouldWriteYamlThatQuotesEverything() {
        TriedSelections tried = TriedSelections.parse(
                List.of("release_title~^24.04 'LTS'\nos!~[#: \"x]", "arch=arm64"), List.of("", "3"));

        assertThat(tried.yaml()).isEqualTo("""
                selections:
                  - filters: ['release_title~^24.04 ''LTS''', 'os!~[#: "x]']
                  - filters: ['arch=arm64']
                    max: 3
                """);
    }

    @Test
    void shouldSayThatNoSelectionTakesEverything() {
        assertThat(TriedSelections.parse(List.of("", ""), List.of()).selections())
                .isEmpty();
        assertThat(TriedSelections.parse(List.of(), List.of()).yaml()).startsWith("# no selections");
    }

    @Test
    void shouldRefuseWhatCannotBeUsed() {
        assertRefused("no operator", "", "has no key and operator");
        assertRefused("arch~(", "", "is not valid: Unclosed group");
        assertRefused("arch=a\u202eb", "", "cannot be seen");
        assertRefused("arch=" + "x".repeat(TriedSelections.MAX_FILTER_CHARACTERS), "", "more than 1000 characters");
        assertRefused("arch=a\n".repeat(TriedSelections.MAX_FILTERS + 1), "", "more than 20 filters");
        assertRefused("arch=a", "0", "from 1 to 1000");
        assertRefused("arch=a", "-1", "from 1 to 1000");
        assertRefused("arch=a", "1001", "from 1 to 1000");
        assertRefused("arch=a", "two", "from 1 to 1000");
    }

    @Test
    void shouldRefuseTooManySelections() {
        List<String> many = Collections.nCopies(TriedSelections.MAX_SELECTIONS + 1, "arch=a");

        assertThatThrownBy(() -> TriedSelections.parse(many, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 8 selections");
    }

    private static void assertRefused(String filters, String max, String message) {
        assertThatThrownBy(() -> TriedSelections.parse(List.of(filters), List.of(max)))
                .as(filters)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
