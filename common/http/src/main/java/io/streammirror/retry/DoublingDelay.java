package io.streammirror.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A delay that doubles with each failure in a row. Safe for concurrent use.
 *
 * @param first after one failure
 * @param max the longest delay
 */
public record DoublingDelay(Duration first, Duration max) {
    /** More doublings would overflow, and any limit is reached before. */
    private static final int MAX_DOUBLINGS = 20;

    public DoublingDelay {
        if (first.isNegative() || first.isZero() || max.isNegative()) {
            throw new IllegalArgumentException("delays must be positive: " + first + " to " + max);
        }
    }

    /**
     * The delay after some failures in a row.
     *
     * @param failures at least 1
     */
    public Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
        return doubled.compareTo(max) > 0 ? max : doubled;
    }

    /** Between half of the delay and the whole, so that clients that failed together do not return together. */
    public Duration jittered(int failures, RandomGenerator random) {
        long half = after(failures).toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
