package io.streammirror.publisher.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "1500000, 1.5 MB", "9000000000000000, 9000.0 TB"})
    void shouldShowSizesInPowersOfTen(long bytes, String text) {
        assertThat(PageText.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1 s", "PT59S, 59 s", "PT2M5S, 2 min", "PT1H, 1 h", "PT1H30M, 1 h 30 min", "PT49H, 2 days 1 h"})
    void shouldShowDurationsInTheirLargestUnits(Duration duration, String text) {
        assertThat(PageText.duration(duration)).isEqualTo(text);
    }

    @Test
    void shouldShowTimesInUtcAndCountsWithTheirUnit() {
        assertThat(PageText.time(Instant.parse("2026-11-03T01:02:03Z"))).isEqualTo("3 Nov 2026, 01:02 UTC");
        assertThat(PageText.count(1, "version")).isEqualTo("1 version");
        assertThat(PageText.count(12_345, "version")).isEqualTo("12,345 versions");
    }

    @Test
    void shouldCutLongNamesAndMakeThemHarmless() {
        assertThat(PageText.name("a".repeat(10_000))).hasSizeLessThan(210).endsWith("…");
        assertThat(PageText.name("a\u202eb")).isEqualTo("a\uFFFDb");
    }
}
