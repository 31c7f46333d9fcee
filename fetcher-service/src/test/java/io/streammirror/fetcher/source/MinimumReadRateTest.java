package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumReadRateTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final MinimumReadRate watch = new MinimumReadRate(1000);

    @Test
    void shouldReportSourceBelowMinimumAfterWindow() {
        for (int second = 1; second < 30; second++) {
            assertThat(watch.read(999, SECOND)).isEmpty();
        }

        assertThat(watch.read(999, SECOND)).hasValueSatisfying(slow -> assertThat(slow)
                .hasMessage("fewer than 1000 bytes a second over 30 seconds"));
    }

    @Test
    void shouldAcceptSourceAtMinimum() {
        for (int second = 1; second < 300; second++) {
            assertThat(watch.read(1000, SECOND)).isEmpty();
        }
    }

    @Test
    void shouldCountOnlyTimeSpentWaiting() {
        for (int i = 1; i < 1000; i++) {
            assertThat(watch.read(1, SECOND / 1000)).isEmpty();
        }
    }
}
