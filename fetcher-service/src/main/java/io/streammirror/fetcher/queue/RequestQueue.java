package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The queue as one worker sees it: it acquires records for a while, and gets no others until all are acknowledged.
 *
 * <p>Not safe for concurrent use. Any method may throw if the broker fails. The worker then closes the queue and opens
 * it again, and another worker gets the acquired records.
 */
interface RequestQueue extends AutoCloseable {
    /** Acquires the next records, waiting for a moment; only after all records before are acknowledged. */
    List<Delivery> next();

    /** How often the acquisition locks have to be renewed. */
    Duration renewalInterval();

    /**
     * Renews the acquisition locks of all acquired records, except for some that it releases.
     *
     * @return false if any lock was lost: another worker has the record, or will get it
     */
    boolean renew(Collection<Delivery> toRelease);

    /**
     * Acknowledges all acquired records.
     *
     * @return false if any lock had been lost
     */
    boolean acknowledge(Map<Delivery, Acknowledgement> acknowledgements);

    @Override
    void close();

    /** Opens the queue for one worker. */
    @FunctionalInterface
    interface Opener {
        RequestQueue open(String worker);
    }
}
