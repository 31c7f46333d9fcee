package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinimumRateTest {
    private final MinimumRate rate = new MinimumRate(100, Duration.ofSeconds(10));

    @Test
    void shouldGraceTheFirstWindow() {
        assertThat(isUndercut(0, 0)).isFalse();
        assertThat(isUndercut(9, 0)).isFalse();
        assertThat(isUndercut(10, 0)).isTrue();
    }

    @Test
    void shouldPassWhatKeepsUp() {
        for (int second = 0; second < 100; second++) {
            assertThat(isUndercut(second, second * 100L)).isFalse();
        }
    }

    @Test
    void shouldNotLetAFastStartPayForAStall() {
        assertThat(isUndercut(0, 1_000_000)).isFalse();
        for (int second = 1; second < 10; second++) {
            assertThat(isUndercut(second, 1_000_000)).isFalse();
        }
        assertThat(isUndercut(10, 1_000_000)).isTrue();
    }

    private boolean isUndercut(long second, long bytes) {
        return rate.isUndercut(Duration.ofSeconds(second).toNanos(), bytes);
    }
}
