package io.streammirror.fetcher.retry;

import java.util.random.RandomGenerator;

/** Opens a budget for each thing that may be tried again; shared by all slots. */
public final class RetryPolicy {
    private final Sleeper sleeper;
    private final RandomGenerator random;

    /**
     * @param random safe to share between threads
     */
    public RetryPolicy(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    public RetryBudget open() {
        return new RetryBudget(sleeper, new Backoff(random));
    }
}
