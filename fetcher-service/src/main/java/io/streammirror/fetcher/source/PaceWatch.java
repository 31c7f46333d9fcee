package io.streammirror.fetcher.source;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds sources that come too slowly. Only the time spent waiting for the source counts: a transfer that a bandwidth budget holds back is
 * not its source's fault.
 */
final class PaceWatch {
    static final Duration WINDOW = Duration.ofSeconds(30);

    private final long leastPerSecond;
    private long waited;
    private long bytes;

    /**
     * @param leastPerSecond bytes; 0 for any pace
     */
    PaceWatch(long leastPerSecond) {
        this.leastPerSecond = leastPerSecond;
    }

    /** Notes one read, and what is wrong, once a window of waiting has brought too little. */
    Optional<SlowSourceException> read(int count, long nanosWaited) {
        waited += nanosWaited;
        bytes += count;
        if (waited < WINDOW.toNanos()) {
            return Optional.empty();
        }
        boolean slow = bytes < leastPerSecond * WINDOW.toSeconds();
        waited = 0;
        bytes = 0;
        return slow ? Optional.of(new SlowSourceException(leastPerSecond, WINDOW)) : Optional.empty();
    }
}
