package io.streammirror.fetcher;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.fetcher.budget.BudgetKeeper;
import io.streammirror.fetcher.progress.ProgressReporter;
import io.streammirror.fetcher.queue.QueueLag;
import io.streammirror.fetcher.queue.ShareGroupSlots;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Starts and ends the work with the process; ready as soon as the slots take work. */
@Readiness
@Singleton
final class FetcherLifecycle implements HealthCheck {
    private final ShareGroupSlots slots;
    private final ProgressReporter progress;
    private final BudgetKeeper budget;
    private final QueueLag lag;
    private final LeftoverSweep leftovers;

    FetcherLifecycle(
            ShareGroupSlots slots,
            ProgressReporter progress,
            BudgetKeeper budget,
            QueueLag lag,
            LeftoverSweep leftovers) {
        this.slots = slots;
        this.progress = progress;
        this.budget = budget;
        this.lag = lag;
        this.leftovers = leftovers;
    }

    void start(@Observes StartupEvent event) {
        budget.start();
        progress.start();
        slots.start();
        lag.start();
        leftovers.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        leftovers.stop();
        lag.stop();
        slots.stop();
        progress.stop();
        budget.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fetch slots").status(slots.running()).build();
    }
}
