package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * The queue as one slot sees it: one record at a time, lent for a while.
 *
 * <p>For one thread only. Any method may throw when the broker fails; the queue is then closed and opened anew, and what it held
 * goes to another slot.
 */
interface RequestQueue extends AutoCloseable {
    /** The next record, waiting for a moment; only when the last one is settled. */
    Optional<Delivery> next();

    /** How often the loan has to be renewed. */
    Duration renewalInterval();

    /** Extends the loan; false when it was lost: someone else has the record, or will. */
    boolean renew();

    /** Ends the loan; false when it had been lost. */
    boolean settle(Settlement settlement);

    @Override
    void close();

    /** Opens the queue for one slot. */
    @FunctionalInterface
    interface Opener {
        RequestQueue open(String slot);
    }
}
