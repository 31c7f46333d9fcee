package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ConnectionCountTunerTest {
    private static final int CAP = 8;
    private static final double MB = 1e6;

    private final ConnectionCountTuner useful = new ConnectionCountTuner(CAP, 1);
    private long now;

    @Test
    void shouldUseAllConnectionsWhenHostLimitsEachOne() {
        assertThat(limitAfter(Duration.ofSeconds(3), connections -> connections * 10 * MB))
                .isEqualTo(CAP);
    }

    @Test
    void shouldUseOneConnectionWhenMoreAreNotFaster() {
        assertThat(limitAfter(Duration.ofSeconds(3), connections -> 100 * MB)).isEqualTo(1);
    }

    @Test
    void shouldKeepTwoConnectionsWhenLinkIsFullWithTwo() {
        assertThat(limitAfter(Duration.ofSeconds(3), connections -> Math.min(2, connections) * 10 * MB))
                .isEqualTo(2);
    }

    @Test
    void shouldTryMoreConnectionsAgainLater() {
        limitAfter(Duration.ofSeconds(3), connections -> 100 * MB);

        assertThat(limitAfter(ConnectionCountTuner.VALIDITY.plusSeconds(5), connections -> connections * 10 * MB))
                .isEqualTo(CAP);
    }

    @Test
    void shouldNotCheckUnusedConnections() {
        for (int i = 0; i < 100; i++) {
            now += Duration.ofMillis(100).toNanos();
            useful.received(1000);
            useful.limit(now, 0);
        }

        assertThat(useful.limit(now, 0)).isEqualTo(1);
    }

    /** All connections that are thought useful are in use, and bring so many bytes a second together. */
    private int limitAfter(Duration time, IntToDoubleFunction bytesASecond) {
        long end = now + time.toNanos();
        int limit = useful.limit(now, 1);
        while (now < end) {
            now += Duration.ofMillis(100).toNanos();
            useful.received((int) (bytesASecond.applyAsDouble(limit) / 10));
            limit = useful.limit(now, limit);
        }
        return limit;
    }
}
