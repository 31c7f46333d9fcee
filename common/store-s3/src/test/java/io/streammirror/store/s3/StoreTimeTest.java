package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StoreTimeTest {
    private final StoreTime time = new StoreTime();

    @Test
    void shouldKnowNoTimeBeforeTheFirstAnswer() {
        assertThat(time.now()).isEmpty();
    }

    @Test
    void shouldReckonFromTheDateOfTheLastAnswer() {
        time.note("Sun, 22 Nov 2026 01:02:03 GMT");
        time.note("Mon, 23 Nov 2026 01:02:03 GMT");

        Instant date = Instant.parse("2026-11-23T01:02:03Z");
        assertThat(time.now())
                .hasValueSatisfying(
                        now -> assertThat(now).isAfterOrEqualTo(date).isBefore(date.plus(Duration.ofMinutes(1))));
    }

    @Test
    void shouldKeepTheTimeWhenADateCannotBeRead() {
        time.note("Mon, 23 Nov 2026 01:02:03 GMT");
        time.note("yesterday");

        assertThat(time.now()).isPresent();
    }
}
