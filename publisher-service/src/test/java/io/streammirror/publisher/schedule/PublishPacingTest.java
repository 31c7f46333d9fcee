package io.streammirror.publisher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.switchover.PublishNeed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublishPacingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

    private final PublishPacing pace = new PublishPacing();

    @Test
    void shouldPublishFirstTimeAtOnce() {
        assertThat(pace.delay(PublishNeed.UNDER_WAY, NOW)).isZero();
    }

    @Test
    void shouldWaitThreeSecondsWhenPublishingIsCheap() {
        pace.published(NOW, NOW.plusMillis(100));

        assertThat(pace.delay(PublishNeed.UNDER_WAY, NOW.plusMillis(600))).isEqualTo(Duration.ofMillis(2500));
        assertThat(pace.delay(PublishNeed.UNDER_WAY, NOW.plusMillis(3100))).isZero();
    }

    @Test
    void shouldWaitTenTimesTheCostWhenPublishingIsExpensive() {
        pace.published(NOW, NOW.plusSeconds(2));

        assertThat(pace.delay(PublishNeed.UNDER_WAY, NOW.plusSeconds(2))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void shouldPublishAtOnceWhenCatalogIsFinished() {
        pace.published(NOW, NOW.plusSeconds(2));

        assertThat(pace.delay(PublishNeed.FINISHED, NOW.plusSeconds(2))).isZero();
    }
}
