package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintVerdictTest {
    @Test
    void aSourceWithoutFindingsFitsAll() {
        assertThat(LintVerdict.of(List.of())).hasToString("MAAS 3.4–3.8 can use this source");
        assertThat(LintVerdict.of(List.of()).fits()).isTrue();
    }

    @Test
    void whatOnlyConfusesDoesNotMakeItUnfit() {
        assertThat(verdict(Rule.LABELS, Rule.NOT_FOUND).fits()).isTrue();
    }

    @Test
    void releasesThatFareAlikeAreNamedTogetherAndTheWorstFindingDecides() {
        LintVerdict verdict = verdict(Rule.ITEM_SET, Rule.ITEM_REDIRECT);

        assertThat(verdict)
                .hasToString("MAAS 3.4–3.6 can use this source; MAAS 3.7 can use it, but not all of its images;"
                        + " MAAS 3.8 cannot use it");
        assertThat(verdict.fits()).isFalse();
    }

    private static LintVerdict verdict(Rule... rules) {
        return LintVerdict.of(List.of(rules).stream()
                .map(rule -> new Violation("streams/v1/index.json", "", rule, "is wrong"))
                .toList());
    }
}
