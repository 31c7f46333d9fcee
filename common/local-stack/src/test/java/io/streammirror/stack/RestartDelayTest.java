package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
    @Test
    void shouldDoubleDelayUpToHalfMinute() {
        RestartDelay delay = RestartDelay.none();
        var seconds = new ArrayList<Long>();

        for (int i = 0; i < 8; i++) {
            delay = delay.afterDeath(Duration.ofSeconds(2));
            seconds.add(delay.delay().toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void shouldResetDelayAfterMinuteOfService() {
        var troubled = new RestartDelay(6);

        assertThat(troubled.afterDeath(Duration.ofMinutes(1)).delay()).isEqualTo(Duration.ofSeconds(1));
    }
}
