package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.retry.RetryBudget;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Repeats calls to the store while it does not answer, each within a budget of its own. */
final class StoreRetries {
    private final RetryPolicy policy;
    private final Clock clock;
    private final TransferObserver observer;

    StoreRetries(RetryPolicy policy, Clock clock, TransferObserver observer) {
        this.policy = policy;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Calls until there is an answer.
     *
     * @throws StoreUnavailableException when the budget is spent
     */
    <T> T call(Supplier<T> call) throws InterruptedException {
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

    void run(Runnable call) throws InterruptedException {
        call(() -> {
            call.run();
            return true;
        });
    }
}
