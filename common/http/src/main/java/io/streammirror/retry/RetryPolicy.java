package io.streammirror.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Opens a retry budget for each piece of work; safe for concurrent use if its random generator is. */
public final class RetryPolicy {
    private final Sleeper sleeper;
    private final RandomGenerator random;

    /**
     * @param random safe for concurrent use
     */
    public RetryPolicy(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /** A budget of {@link RetryBudget#TOTAL} with pauses up to {@link Backoff#MAX_PAUSE}. */
    public RetryBudget open() {
        return open(RetryBudget.TOTAL, Backoff.MAX_PAUSE);
    }

    /** A budget of another size. */
    public RetryBudget open(Duration total, Duration maxPause) {
        return new RetryBudget(sleeper, new Backoff(random, maxPause), total);
    }
}
