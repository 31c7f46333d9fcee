package io.streammirror.fetcher.source;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds sources that are too slow. Only the time spent waiting for the source counts, since the source is not to blame
 * for a bandwidth budget.
 *
 * <p>Not safe for concurrent use.
 */
final class MinimumReadRate {
    static final Duration WINDOW = Duration.ofSeconds(30);

    private final long bytesPerSecond;
    private long waitedNanos;
    private long bytes;

    /**
     * @param bytesPerSecond the minimum; 0 for none
     */
    MinimumReadRate(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Counts one read; returns an exception after a window of waiting that brought too few bytes. */
    Optional<SlowSourceException> read(int count, long nanosWaited) {
        waitedNanos += nanosWaited;
        bytes += count;
        if (waitedNanos < WINDOW.toNanos()) {
            return Optional.empty();
        }
        boolean slow = bytes < bytesPerSecond * WINDOW.toSeconds();
        waitedNanos = 0;
        bytes = 0;
        return slow ? Optional.of(new SlowSourceException(bytesPerSecond, WINDOW)) : Optional.empty();
    }
}
