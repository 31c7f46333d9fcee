package io.streammirror.retry;

import java.time.Duration;

/**
 * The time that is left for retries in place. Pauses and fruitless retries are paid from it.
 *
 * <p>Not safe for concurrent use.
 */
public final class RetryBudget {
    /** The default for all retries of one piece of work together. */
    public static final Duration TOTAL = Duration.ofSeconds(30);

    private final Sleeper sleeper;
    private final Backoff backoff;
    private Duration left;

    RetryBudget(Sleeper sleeper, Backoff backoff, Duration total) {
        this.sleeper = sleeper;
        this.backoff = backoff;
        this.left = total;
    }

    /** Pays for a retry that achieved nothing. */
    public void charge(Duration fruitless) {
        left = left.minus(fruitless);
    }

    /** The last attempt achieved something although it failed: the next pause is short again. */
    public void progressed() {
        backoff.reset();
    }

    /**
     * Waits before the next attempt.
     *
     * @param min what the other side asked for; zero if it did not
     * @return false, without waiting, if the budget does not allow another attempt
     */
    public boolean pause(Duration min) throws InterruptedException {
        Duration drawn = backoff.next();
        Duration pause = drawn.compareTo(min) < 0 ? min : drawn;
        if (pause.compareTo(left) > 0) {
            return false;
        }
        left = left.minus(pause);
        sleeper.sleep(pause);
        return true;
    }
}
