package io.streammirror.fetcher;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
    private final LeftoverSweep leftovers;

    FetcherLifecycle(ShareGroupSlots slots, ProgressReporter progress, LeftoverSweep leftovers) {
        this.slots = slots;
        this.progress = progress;
        this.leftovers = leftovers;
    }

    void start(@Observes StartupEvent event) {
        progress.start();
        slots.start();
        leftovers.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        leftovers.stop();
        slots.stop();
        progress.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fetch slots").status(slots.running()).build();
    }
}
