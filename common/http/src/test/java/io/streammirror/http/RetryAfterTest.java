package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "0 | PT0S",
                "99999999 | PT24H",
                "Mon, 23 Nov 2026 12:05:00 GMT | PT5M",
                "Mon, 23 Nov 2026 11:00:00 GMT | PT0S",
                "Mon, 23 Nov 2037 11:00:00 GMT | PT24H"
            })
    void shouldReadSecondsAndDatesWithinBounds(String header, String pause) {
        assertThat(RetryAfter.parse(header, NOON)).contains(Duration.parse(pause));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1.5", "2026-11-23T12:05:00Z"})
    void shouldIgnoreHeaderThatMakesNoSense(String header) {
        assertThat(RetryAfter.parse(header, NOON)).isEmpty();
    }
}
