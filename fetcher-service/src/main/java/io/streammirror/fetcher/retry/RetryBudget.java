package io.streammirror.fetcher.retry;

import java.time.Duration;

/**
 * Time left for trying again in place. Pauses and fruitless retries are paid from it; when it is spent the item goes back to the
 * watcher, whose back-off is long, so that failing items never hold the slots.
 */
public final class RetryBudget {
    /** All in-place retries of one item together. */
    public static final Duration TOTAL = Duration.ofSeconds(30);

    private final Sleeper sleeper;
    private final Backoff backoff;
    private Duration left = TOTAL;

    RetryBudget(Sleeper sleeper, Backoff backoff) {
        this.sleeper = sleeper;
        this.backoff = backoff;
    }

    /** Pays for a retry that brought nothing. */
    public void charge(Duration fruitless) {
        left = left.minus(fruitless);
    }

    /** The last try brought something, though it did not end well: the next pause is a short one. */
    public void progressed() {
        backoff.reset();
    }

    /**
     * Waits before the next try.
     *
     * @param least what the other side asked for; zero when it did not
     * @return false, at once, when the budget does not allow another try
     */
    public boolean pause(Duration least) throws InterruptedException {
        Duration drawn = backoff.next();
        Duration pause = drawn.compareTo(least) < 0 ? least : drawn;
        if (pause.compareTo(left) > 0) {
            return false;
        }
        left = left.minus(pause);
        sleeper.sleep(pause);
        return true;
    }
}
