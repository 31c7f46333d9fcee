package io.streammirror.fetcher.transfer;

import java.time.Duration;

/**
 * How long one item may take, retries included: the time for its size at the minimum rate, and ten minutes more. Time in which the
 * transfer waits for bandwidth or for its turn at a host does not count.
 */
final class TransferTime {
    private static final Duration RESERVE = Duration.ofMinutes(10);
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final long start = System.nanoTime();
    private final Duration allowed;

    /**
     * @param minRate bytes a second; 0 for no limit
     */
    TransferTime(long size, long minRate) {
        this.allowed = minRate == 0 ? UNLIMITED : RESERVE.plus(Duration.ofSeconds(size / minRate));
    }

    Duration allowed() {
        return allowed;
    }

    /**
     * Whether the time is over.
     *
     * @param waitedNanos nanoseconds that do not count
     */
    boolean isOver(long waitedNanos) {
        return System.nanoTime() - start - waitedNanos > allowed.toNanos();
    }
}
