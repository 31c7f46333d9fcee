package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintVerdictTest {
    @Test
    void shouldFitAllReleasesWhenNothingIsFound() {
        assertThat(LintVerdict.of(MaasProfile.DEFAULT, List.of())).hasToString("MAAS 3.4–3.8 can use this source");
        assertThat(LintVerdict.of(MaasProfile.DEFAULT, List.of()).fits()).isTrue();
    }

    @Test
    void shouldFitWhenFindingsAreRemarks() {
        assertThat(verdict(Rule.LABELS, Rule.NOT_FOUND).fits()).isTrue();
    }

    @Test
    void shouldJoinReleasesOfSameVerdictAndTakeWorstFinding() {
        LintVerdict verdict = verdict(Rule.ITEM_SET, Rule.ITEM_REDIRECT);

        assertThat(verdict)
                .hasToString("MAAS 3.4–3.6 can use this source; MAAS 3.7 can use it, but not all of its images;"
                        + " MAAS 3.8 cannot use it");
        assertThat(verdict.fits()).isFalse();
        assertThat(verdict.fails()).isTrue();
    }

    @Test
    void shouldNotFailWhenOnlySomeImagesAreLost() {
        LintVerdict verdict = verdict(Rule.ITEM_EXISTS);

        assertThat(verdict.fits()).isFalse();
        assertThat(verdict.fails()).isFalse();
    }

    @Test
    void shouldCheckOnlyReleasesOfProfile() {
        var finding = new Violation("streams/v1/index.json", "", Rule.ITEM_SET, "is wrong");

        assertThat(LintVerdict.of(MaasProfile.parse("3.5-3.7"), List.of(finding)))
                .hasToString("MAAS 3.5–3.7 can use this source");
        assertThat(LintVerdict.of(MaasProfile.parse("4.0"), List.of(finding)))
                .hasToString("MAAS 4.0 cannot use this source");
    }

    private static LintVerdict verdict(Rule... rules) {
        return LintVerdict.of(
                MaasProfile.DEFAULT,
                List.of(rules).stream()
                        .map(rule -> new Violation("streams/v1/index.json", "", rule, "is wrong"))
                        .toList());
    }
}
