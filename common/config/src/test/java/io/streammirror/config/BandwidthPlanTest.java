package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthPlanTest {
    @ParameterizedTest
    @CsvSource({"500000, 500000", "20M, 20000000", "1500k, 1500000", "1G, 1000000000"})
    void shouldApplySingleRateAllDay(String text, long rate) {
        BandwidthPlan plan = BandwidthPlan.parse(text);

        assertThat(plan.rateAt(LocalTime.MIDNIGHT)).hasValue(rate);
        assertThat(plan.rateAt(LocalTime.MAX)).hasValue(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "false"})
    void shouldHaveNoLimitWhenOff(String text) {
        assertThat(BandwidthPlan.parse(text)).isEqualTo(BandwidthPlan.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({"00:00, ", "07:59, ", "08:00, 5000000", "12:00, 5000000", "18:59, 5000000", "19:00, ", "23:59, "})
    void shouldChangeRateAtTheTimesOfTheTimetable(LocalTime time, Long rate) {
        BandwidthPlan plan = BandwidthPlan.parse("08:00=5M,19:00=off");

        assertThat(plan.rateAt(time)).isEqualTo(rate == null ? OptionalLong.empty() : OptionalLong.of(rate));
    }

    @Test
    void shouldBeLimitedWhenAnyRateIs() {
        assertThat(BandwidthPlan.parse("8:00=off,19:00=1M").isLimited()).isTrue();
        assertThat(BandwidthPlan.parse("off").isLimited()).isFalse();
    }

    @Test
    void shouldApplyLastRateOfTheDayAfterMidnight() {
        BandwidthPlan plan = BandwidthPlan.parse(" 22:30 = 1M, 9:15=20M ");

        assertThat(plan.rateAt(LocalTime.MIDNIGHT)).hasValue(1_000_000);
        assertThat(plan.rateAt(LocalTime.of(9, 14))).hasValue(1_000_000);
        assertThat(plan.rateAt(LocalTime.of(9, 15))).hasValue(20_000_000);
        assertThat(plan.rateAt(LocalTime.of(22, 30))).hasValue(1_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fast                 | 'fast' is not a size",
                "0                    | zero, with which nothing would ever be fetched",
                "08:00=0,19:00=off    | the bandwidth from 08:00 on is zero",
                "08:00=5M,19=off      | '19=off' is no entry of a timetable",
                "08:00=5M,            | has an empty entry",
                "24:00=5M             | '24:00' is no time of day",
                "08:00=5M,8:00=off    | the timetable has 8:00 twice",
                "08:00=5M 19:00=off   | '08:00=5M 19:00=off' is no entry of a timetable",
                "5M,19:00=off         | '5M' is no entry of a timetable",
            })
    void shouldRefuseBadPlanAndSayWhatToWrite(String text, String problem) {
        assertThatThrownBy(() -> BandwidthPlan.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
