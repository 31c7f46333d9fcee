package io.streammirror.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses with jitter: random up to a bound that doubles, so that clients that failed together do not return together.
 *
 * <p>Not safe for concurrent use.
 */
public final class Backoff {
    /** Never zero: it limits how often something that fails at once is tried within a budget. */
    public static final Duration MIN_PAUSE = Duration.ofMillis(100);

    public static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private final Duration max;
    private Duration bound = MIN_PAUSE.multipliedBy(2);

    /** Pauses from {@link #MIN_PAUSE} to {@link #MAX_PAUSE}. */
    public Backoff(RandomGenerator random) {
        this(random, MAX_PAUSE);
    }

    /**
     * Pauses of at least {@link #MIN_PAUSE}.
     *
     * @param max the longest pause
     */
    public Backoff(RandomGenerator random, Duration max) {
        this.random = random;
        this.max = max;
    }

    /** The pause before the next attempt. */
    public Duration next() {
        Duration pause = Duration.ofMillis(random.nextLong(MIN_PAUSE.toMillis(), bound.toMillis() + 1));
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(max) > 0 ? max : doubled;
        return pause;
    }

    /** Starts again with short pauses, after something has succeeded. */
    public void reset() {
        bound = MIN_PAUSE.multipliedBy(2);
    }
}
