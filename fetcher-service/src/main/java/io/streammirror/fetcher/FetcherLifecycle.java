package io.streammirror.fetcher;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.fetcher.budget.BudgetKeeper;
import io.streammirror.fetcher.progress.ProgressReporter;
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

    FetcherLifecycle(ShareGroupSlots slots, ProgressReporter progress, BudgetKeeper budget) {
        this.slots = slots;
        this.progress = progress;
        this.budget = budget;
    }

    void start(@Observes StartupEvent event) {
        budget.start();
        progress.start();
        slots.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        slots.stop();
        progress.stop();
        budget.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fetch slots").status(slots.running()).build();
    }
}
