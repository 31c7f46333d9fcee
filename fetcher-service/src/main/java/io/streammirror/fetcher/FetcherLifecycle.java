package io.streammirror.fetcher;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.fetcher.budget.BudgetKeeper;
import io.streammirror.fetcher.progress.ProgressReporter;
import io.streammirror.fetcher.queue.QueueLag;
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
    private final QueueLag lag;

    FetcherLifecycle(
            ShareGroupSlots slots,
            ProgressReporter progress,
            LeftoverSweep leftovers,
            StoreGate gate,
            BudgetKeeper budget,
            QueueLag lag) {
        this.slots = slots;
        this.progress = progress;
        this.leftovers = leftovers;
        this.gate = gate;
        this.budget = budget;
        this.lag = lag;
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
        return HealthCheckResponse.named("fetch slots")
                .status(slots.running() && gate.isOpen())
                .withData("store", gate.isOpen() ? "has room" : "is full: waiting for room")
                .build();
    }
}
