package io.streammirror.fetcher.budget;

import io.streammirror.fetcher.meter.Throttle;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rate that several slots share fairly: they pay in the order in which they come, each for one read, so all slots
 * that have bytes to read get the same rate.
 *
 * <p>In any time t at most rate × t and one burst pass, where the burst is {@link #BURST} or the largest single
 * payment. A new rate takes effect at once, also for a slot that waits.
 */
final class TokenBucket implements Throttle {
    /** Bytes that an idle bucket saves: one read, so that a slot does not wait for bytes that arrived while it was busy. */
    static final int BURST = 256 * 1024;

    private final Ticker ticker;

    /** The permit for the next payment; fair, which gives the order. A slot that waits for bytes lets no other pass. */
    private final Semaphore turn = new Semaphore(1, true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    private double bytesPerSecond;
    private double saved;
    private long filledAt;

    /**
     * @param bytesPerSecond infinity for no limit
     */
    TokenBucket(double bytesPerSecond, Ticker ticker) {
        this.bytesPerSecond = bytesPerSecond;
        this.ticker = ticker;
        this.filledAt = ticker.nanos();
    }

    /** In bytes a second; infinity for no limit. */
    double rate() {
        lock.lock();
        try {
            return bytesPerSecond;
        } finally {
            lock.unlock();
        }
    }

    /** Changes the rate from now on; saved bytes stay saved. */
    void setRate(double newRate) {
        lock.lock();
        try {
            fill(BURST);
            bytesPerSecond = newRate;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pay(int bytes) throws InterruptedException {
        turn.acquire();
        try {
            lock.lockInterruptibly();
            try {
                take(bytes);
            } finally {
                lock.unlock();
            }
        } finally {
            turn.release();
        }
    }

    private void take(int bytes) throws InterruptedException {
        int max = Math.max(BURST, bytes);
        fill(max);
        while (saved < bytes) {
            ticker.await(change, nanosFor(bytes - saved));
            fill(max);
        }
        saved -= bytes;
    }

    /** A time without a limit saves one burst only for a time with a limit. */
    private void fill(int max) {
        long now = ticker.nanos();
        double earned = Double.isInfinite(bytesPerSecond) ? max : (now - filledAt) * (bytesPerSecond / 1e9);
        // A payment larger than a burst may have saved more when the rate changes under it.
        saved = Math.max(saved, Math.min(max, saved + earned));
        filledAt = now;
    }

    private long nanosFor(double missing) {
        return 1 + (long) (missing / bytesPerSecond * 1e9);
    }
}
