package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScrubWindowTest {
    @ParameterizedTest
    @CsvSource({
        "22:00-06:00, 21:59, false",
        "22:00-06:00, 22:00, true",
        "22:00-06:00, 00:00, true",
        "22:00-06:00, 05:59, true",
        "22:00-06:00, 06:00, false",
        "9:30 - 11:00, 09:30, true",
        "9:30 - 11:00, 11:00, false",
        "9:30 - 11:00, 23:00, false"
    })
    void shouldContainTimesFromStartToEnd(String window, LocalTime time, boolean contained) {
        assertThat(ScrubWindow.parse(window).contains(time)).isEqualTo(contained);
    }

    @Test
    void shouldCountLengthOverMidnight() {
        assertThat(ScrubWindow.parse("22:00-06:00").length()).isEqualTo(Duration.ofHours(8));
        assertThat(ScrubWindow.parse("06:00-22:00").length()).isEqualTo(Duration.ofHours(16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22:00", "night", "22:00-24:30", "22:00-22:00", "22-6"})
    void shouldRefuseWhatIsNoWindow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ScrubWindow.parse(text));
    }
}
