package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.retry.RetryBudget;
import io.streammirror.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;

/**
 * How long a fetch waits for a listed item that no source has (404). One of several servers behind a name may be late
 * by a minute. A source that lacks several items gets only seconds, so that missing items do not occupy the slots.
 */
final class MissingItemRetries {
    static final Duration MAX_WAIT = Duration.ofSeconds(90);
    private static final Duration MAX_SHORT_WAIT = Duration.ofSeconds(2);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(20);

    private final SourceHealth health;
    private final RetryBudget budget;
    private final RetryBudget shortBudget;

    MissingItemRetries(RetryPolicy policy, SourceHealth health) {
        this.health = health;
        this.budget = policy.open(MAX_WAIT, MAX_PAUSE);
        this.shortBudget = policy.open(MAX_SHORT_WAIT, MAX_PAUSE);
    }

    /** Waits before the next request; false, at once, if the item counts as missing now. */
    boolean pause(URI source) throws InterruptedException {
        boolean another = health.lacksItems(source) ? shortBudget.pause(Duration.ZERO) : budget.pause(Duration.ZERO);
        if (!another) {
            health.missing(source);
        }
        return another;
    }
}
