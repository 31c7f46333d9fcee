package io.streammirror.publisher.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {
    @Test
    void eventsOfABurstAreServedByOneLook() {
        assertThat(Rest.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(Rest.after(Duration.ofMillis(60))).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void looksTakeAtMostAFifthOfTheTime() {
        assertThat(Rest.after(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void aSlowLookDoesNotKeepAFinishedVersionFromBeingLiveInThreeSeconds() {
        assertThat(Rest.after(Duration.ofMillis(1700))).isEqualTo(Duration.ofSeconds(1));
    }
}
