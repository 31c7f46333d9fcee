package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The queue as one slot sees it: records lent for a while, and no more of them until all are settled.
 *
 * <p>For one thread only. Any method may throw when the broker fails; the queue is then closed and opened anew, and what it held
 * goes to another slot.
 */
interface RequestQueue extends AutoCloseable {
    /** The next records, waiting for a moment; only when those before are settled. */
    List<Delivery> next();

    /** How often the loans have to be renewed. */
    Duration renewalInterval();

    /**
     * Extends the loans of all that is held, except for some that go back to the queue.
     *
     * @return false when any was lost: someone else has the record, or will
     */
    boolean renew(Collection<Delivery> handBack);

    /**
     * Ends the loans.
     *
     * @param settlements of all that is held
     * @return false when any had been lost
     */
    boolean settle(Map<Delivery, Settlement> settlements);

    @Override
    void close();

    /** Opens the queue for one slot. */
    @FunctionalInterface
    interface Opener {
        RequestQueue open(String slot);
    }
}
