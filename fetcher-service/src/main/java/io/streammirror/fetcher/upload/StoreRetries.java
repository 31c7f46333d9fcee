package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.meter.TransferObserver;
import io.streammirror.retry.RetryBudget;
import io.streammirror.retry.RetryPolicy;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Repeats calls to a store that does not answer; each call has a retry budget of its own. */
public final class StoreRetries {
    private final RetryPolicy policy;
    private final Clock clock;
    private final TransferObserver observer;

    public StoreRetries(RetryPolicy policy, Clock clock, TransferObserver observer) {
        this.policy = policy;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Calls until the store answers.
     *
     * @throws StoreUnavailableException if the budget is spent
     */
    public <T> T call(Supplier<T> call) throws InterruptedException {
        RetryBudget budget = policy.open();
        while (true) {
            Instant start = clock.instant();
            try {
                return call.get();
            } catch (StoreUnavailableException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                budget.charge(Duration.between(start, clock.instant()));
                if (!budget.pause(Duration.ZERO)) {
                    throw e;
                }
                observer.retrying(RetryCause.STORE);
            }
        }
    }

    /** As {@link #call}, without a result. */
    public void run(Runnable call) throws InterruptedException {
        call(() -> {
            call.run();
            return true;
        });
    }
}
