package io.streammirror.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadPaceTest {
    private static final double SECOND = 1e9;

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @ValueSource(longs = {10_000, 1_000_000, 20_000_000, 400_000_000})
    void shouldKeepRateWithinTenPercent(long rate) throws InterruptedException {
        ReadPace pace = pace(rate);
        long bytes = 0;

        while (nanos.get() < 60 * SECOND) {
            int count = ThreadLocalRandom.current().nextInt(1, BlobVerifier.CHUNK);
            // The store takes its time too, less than the rate allows.
            nanos.addAndGet(Math.round(count / (double) rate * SECOND * 0.3));
            pace.pay(count);
            bytes += count;
        }

        assertThat(bytes / (nanos.get() / SECOND)).isBetween(rate * 0.9, rate * 1.1);
    }

    @Test
    void shouldCatchUpWithQuarterOfSecondAfterStall() throws InterruptedException {
        ReadPace pace = pace(1_000_000);
        pace.pay(100_000);
        nanos.addAndGet((long) (60 * SECOND));
        long resumed = nanos.get();

        for (int i = 0; i < 20; i++) {
            pace.pay(100_000);
        }

        assertThat((nanos.get() - resumed) / SECOND).isBetween(1.7, 1.8);
    }

    private ReadPace pace(long rate) {
        return new ReadPace(rate, nanos::get, duration -> nanos.addAndGet(duration.toNanos()));
    }
}
