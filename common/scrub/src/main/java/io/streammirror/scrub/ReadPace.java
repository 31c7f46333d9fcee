package io.streammirror.scrub;

import io.streammirror.retry.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate for one reader: after each read it sleeps until the bytes are paid for. In any time t at most rate × t and the bytes of a quarter
 * of a second or of one read pass. Not safe for use by several threads.
 */
public final class ReadPace {
    private static final long NANOS = 1_000_000_000L;

    /** What a reader that was held up may catch up with. */
    private static final long BURST_NANOS = NANOS / 4;

    /** Shorter sleeps cost more than they are exact. */
    private static final long MIN_SLEEP_NANOS = NANOS / 100;

    private final long rate;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private long paidUntil;

    /**
     * @param rate bytes a second
     * @param nanoTime as {@link System#nanoTime}
     */
    public ReadPace(long rate, LongSupplier nanoTime, Sleeper sleeper) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.paidUntil = nanoTime.getAsLong();
    }

    /** So many bytes were read. */
    public void pay(int bytes) throws InterruptedException {
        long now = nanoTime.getAsLong();
        long cost = Math.round(bytes * (double) NANOS / rate);
        paidUntil = Math.max(paidUntil, now - Math.max(BURST_NANOS, cost)) + cost;
        if (paidUntil - now >= MIN_SLEEP_NANOS) {
            sleeper.sleep(Duration.ofNanos(paidUntil - now));
        }
    }
}
