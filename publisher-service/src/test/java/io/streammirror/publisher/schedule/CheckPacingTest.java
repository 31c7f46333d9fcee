package io.streammirror.publisher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckPacingTest {
    @Test
    void shouldCheckOnceForBurstOfEvents() {
        assertThat(CheckPacing.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(CheckPacing.after(Duration.ofMillis(60))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void shouldSpendAtMostOneFifthOfTimeOnChecks() {
        assertThat(CheckPacing.after(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void shouldWaitAtMostOneSecondWhenCheckIsSlow() {
        assertThat(CheckPacing.after(Duration.ofMillis(1700))).isEqualTo(Duration.ofSeconds(1));
    }
}
