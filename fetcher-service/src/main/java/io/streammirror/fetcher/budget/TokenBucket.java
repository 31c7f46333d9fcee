package io.streammirror.fetcher.budget;

import io.streammirror.fetcher.transfer.Throttle;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rate that several slots share fairly: they pay in the order in which they come, each in pieces of one read, so slots that have
 * something to read get the same.
 *
 * <p>In any time t never more is let through than rate × t and one burst, the burst being {@link #BURST} or the largest single payment.
 * A new rate counts at once, also for whoever is waiting.
 */
final class TokenBucket implements Throttle {
    /** Bytes that an idle bucket saves up: one read, so that a slot need not wait for what came while it was busy elsewhere. */
    static final int BURST = 256 * 1024;

    private final Ticker ticker;

    /** Who has it is next; fair, hence the order. Waiting for bytes must not let others pass. */
    private final Semaphore turn = new Semaphore(1, true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();

    private double bytesPerSecond;
    private double saved;
    private long filledAt;

    /**
     * @param bytesPerSecond infinite for no limit
     */
    TokenBucket(double bytesPerSecond, Ticker ticker) {
        this.bytesPerSecond = bytesPerSecond;
        this.ticker = ticker;
        this.filledAt = ticker.nanos();
    }

    /** In bytes a second; infinite for no limit. */
    double rate() {
        lock.lock();
        try {
            return bytesPerSecond;
        } finally {
            lock.unlock();
        }
    }

    /** From now on; what was saved up to now stays saved. */
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
        int most = Math.max(BURST, bytes);
        fill(most);
        while (saved < bytes) {
            ticker.await(change, nanosFor(bytes - saved));
            fill(most);
        }
        saved -= bytes;
    }

    /** What an unlimited time has let through is no saving for a limited one. */
    private void fill(int most) {
        long now = ticker.nanos();
        double earned = Double.isInfinite(bytesPerSecond) ? most : (now - filledAt) * (bytesPerSecond / 1e9);
        // A payment larger than a burst may have saved more when the rate changes under it.
        saved = Math.max(saved, Math.min(most, saved + earned));
        filledAt = now;
    }

    private long nanosFor(double missing) {
        return 1 + (long) (missing / bytesPerSecond * 1e9);
    }
}
