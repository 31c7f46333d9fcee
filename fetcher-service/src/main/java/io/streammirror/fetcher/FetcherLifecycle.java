package io.streammirror.fetcher;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.fetcher.budget.BudgetKeeper;
import io.streammirror.fetcher.progress.ProgressReporter;
import io.streammirror.fetcher.queue.ShareGroupSlots;
import io.streammirror.fetcher.queue.StoreGate;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Starts and ends the work with the process; ready while the slots take work. */
@Readiness
@Singleton
final class FetcherLifecycle implements HealthCheck {
    private final ShareGroupSlots slots;
    private final ProgressReporter progress;
    private final LeftoverSweep leftovers;
    private final StoreGate gate;
    private final BudgetKeeper budget;

    FetcherLifecycle(
            ShareGroupSlots slots,
            ProgressReporter progress,
            LeftoverSweep leftovers,
            StoreGate gate,
            BudgetKeeper budget) {
        this.slots = slots;
        this.progress = progress;
        this.leftovers = leftovers;
        this.gate = gate;
        this.budget = budget;
    }

    void start(@Observes StartupEvent event) {
        budget.start();
        progress.start();
        slots.start();
        leftovers.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        leftovers.stop();
        slots.stop();
        progress.stop();
        budget.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fetch slots")
                .status(slots.running() && gate.isOpen())
                .withData("store", gate.isOpen() ? "has room" : "is full: waiting for room")
                .build();
    }
}
