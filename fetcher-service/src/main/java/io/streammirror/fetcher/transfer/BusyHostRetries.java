package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.meter.TransferMeter;
import io.streammirror.retry.RetryBudget;
import io.streammirror.retry.RetryPolicy;
import java.time.Duration;

/**
 * How long a fetch waits for a host that serves as many requests as it admits (429, 503). The pauses grow, since the
 * host may be busy with another process for a while.
 */
final class BusyHostRetries {
    /** How many requests for one item a host may refuse. */
    static final int MAX_REFUSED = 10;

    private static final Duration MAX_WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_DRAWN_PAUSE = Duration.ofSeconds(15);
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_MIN_PAUSE = Duration.ofSeconds(8);

    private final TransferMeter meter;
    private final RetryBudget budget;

    BusyHostRetries(RetryPolicy policy, TransferMeter meter) {
        this.meter = meter;
        this.budget = policy.open(MAX_WAIT, MAX_DRAWN_PAUSE);
    }

    /** Whether the host has refused as many requests as it may. */
    boolean areSpent() {
        return meter.refusedRequests() >= MAX_REFUSED;
    }

    /**
     * Waits before the next request.
     *
     * @param retryAfter what the host asked for; zero if it did not
     * @return false, without waiting, if another request is not worth it
     */
    boolean pause(Duration retryAfter) throws InterruptedException {
        return !areSpent() && budget.pause(longer(retryAfter, minPause()));
    }

    /** Doubles with every refused request. */
    private Duration minPause() {
        Duration pause = MIN_PAUSE.multipliedBy(1L << meter.refusedRequests());
        return pause.compareTo(MAX_MIN_PAUSE) > 0 ? MAX_MIN_PAUSE : pause;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
