package io.streammirror.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.ScrubWindow;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScrubPolicyTest {
    private static final Instant STORED = Instant.parse("2026-11-01T00:00:00Z");
    private static final ScrubPolicy MONTHLY = new ScrubPolicy(Duration.ofDays(30), 20_000_000, Optional.empty());
    private static final ScrubPolicy NIGHTLY =
            new ScrubPolicy(Duration.ofDays(30), 1_000_000, Optional.of(ScrubWindow.parse("22:00-04:00")));

    @Test
    void shouldBeginInLastQuarterWhenPassIsShort() {
        assertThat(MONTHLY.lead(100_000_000_000L)).isEqualTo(Duration.ofHours(180));
    }

    @Test
    void shouldBeginEarlierWhenWindowMakesPassLong() {
        // 500 GB take 5.8 days of reading, 23 nights of six hours, and half as much again is not left.
        assertThat(NIGHTLY.lead(500_000_000_000L)).isEqualTo(Duration.ofDays(30));
        // 200 GB take 9.3 nights, doubled.
        assertThat(NIGHTLY.lead(200_000_000_000L)).isBetween(Duration.ofDays(18), Duration.ofDays(19));
    }

    @Test
    void shouldBeDueBeforeItsDeadlineAndLateAfterIt() {
        var target = new ScrubTarget(hash("blob"), 1, STORED, true);
        Duration lead = Duration.ofDays(7);

        assertThat(MONTHLY.isDue(target, STORED.plus(Duration.ofDays(22)), lead))
                .isFalse();
        assertThat(MONTHLY.isDue(target, STORED.plus(Duration.ofDays(23)), lead))
                .isTrue();
        assertThat(MONTHLY.isLate(target, STORED.plus(Duration.ofDays(30)))).isFalse();
        assertThat(MONTHLY.isLate(target, STORED.plus(Duration.ofDays(31)))).isTrue();
    }

    @Test
    void shouldNeverBeDueWhenOff() {
        var off = new ScrubPolicy(Duration.ZERO, 1, Optional.empty());
        var target = new ScrubTarget(hash("blob"), 1, Instant.EPOCH, true);

        assertThat(off.isDue(target, STORED, Duration.ZERO)).isFalse();
        assertThat(off.isLate(target, STORED)).isFalse();
        assertThat(off.bytesPerMonth(1_000)).isZero();
    }

    @Test
    void shouldBeOpenInWindowOnly() {
        assertThat(NIGHTLY.isOpen(LocalTime.of(23, 0))).isTrue();
        assertThat(NIGHTLY.isOpen(LocalTime.NOON)).isFalse();
        assertThat(MONTHLY.isOpen(LocalTime.NOON)).isTrue();
    }

    @Test
    void shouldCountBytesOfMonth() {
        var weekly = new ScrubPolicy(Duration.ofDays(10), 1, Optional.empty());

        assertThat(weekly.bytesPerMonth(1_000)).isEqualTo(3_000);
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
