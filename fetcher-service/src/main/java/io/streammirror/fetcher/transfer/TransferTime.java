package io.streammirror.fetcher.transfer;

import java.time.Duration;

/**
 * How long one item may take in all, its retries included: what its size takes at the least rate that is accepted, and some time to spare.
 * Time for which a budget holds the transfer back does not count.
 */
final class TransferTime {
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final long start = System.nanoTime();
    private final Duration allowed;

    /**
     * @param leastRate bytes a second; 0 for no limit
     */
    TransferTime(long size, long leastRate) {
        this.allowed = leastRate == 0 ? Duration.ofDays(365) : SPARE.plus(Duration.ofSeconds(size / leastRate));
    }

    Duration allowed() {
        return allowed;
    }

    /**
     * Whether the time is over.
     *
     * @param heldBack nanoseconds that do not count
     */
    boolean isOver(long heldBack) {
        return System.nanoTime() - start - heldBack > allowed.toNanos();
    }
}
