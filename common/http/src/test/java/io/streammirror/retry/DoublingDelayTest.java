package io.streammirror.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoublingDelayTest {
    private final DoublingDelay delay = new DoublingDelay(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void shouldDoubleWithEachFailureUpToLimit() {
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(delay::after))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void shouldStayAtLimitAfterAnyNumberOfFailures() {
        assertThat(delay.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldDrawBetweenHalfAndWholeOfDelay() {
        var random = new Random(1);

        assertThat(IntStream.range(0, 1000).mapToObj(i -> delay.jittered(3, random)))
                .allMatch(drawn -> drawn.toMillis() >= 2000 && drawn.toMillis() <= 4000)
                .anyMatch(drawn -> drawn.toMillis() < 2500)
                .anyMatch(drawn -> drawn.toMillis() > 3500);
    }

    @Test
    void shouldRefuseDelayOfZero() {
        assertThatThrownBy(() -> new DoublingDelay(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
