package io.streammirror.fetcher.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.fetcher.budget.BudgetUpdater;
import io.streammirror.fetcher.claim.OrphanedUploadCleaner;
import io.streammirror.fetcher.metrics.ProgressReporter;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.queue.QueueWorkers;
import io.streammirror.fetcher.queue.StoreCapacityGate;
import io.streammirror.service.QueueLag;
import io.streammirror.store.StoreException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Starts and stops the work with the process; ready while the workers acquire requests. */
@Readiness
@Singleton
final class FetcherLifecycle implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(FetcherLifecycle.class);
    private static final Duration CLEANING_INTERVAL = Duration.ofHours(1);

    /** A fetcher that has fetched nothing for this long needs little memory. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final QueueWorkers workers;
    private final ProgressReporter progress;
    private final OrphanedUploadCleaner cleaner;
    private final StoreCapacityGate gate;
    private final BudgetUpdater budget;
    private final QueueLag lag;
    private final PartBuffers buffers;
    private final BackgroundJobs jobs;

    FetcherLifecycle(
            QueueWorkers workers,
            ProgressReporter progress,
            OrphanedUploadCleaner cleaner,
            StoreCapacityGate gate,
            BudgetUpdater budget,
            QueueLag lag,
            PartBuffers buffers,
            BackgroundJobs jobs) {
        this.workers = workers;
        this.progress = progress;
        this.cleaner = cleaner;
        this.gate = gate;
        this.budget = budget;
        this.lag = lag;
        this.buffers = buffers;
        this.jobs = jobs;
    }

    void start(@Observes StartupEvent event) {
        jobs.every("budget", BudgetUpdater.INTERVAL, budget::update);
        jobs.every("progress", ProgressReporter.INTERVAL, progress::report);
        workers.start(jobs.executor());
        jobs.every("queue lag", QueueLag.UPDATE_INTERVAL, lag::update);
        jobs.every("store capacity", StoreCapacityGate.CHECK_INTERVAL, gate::check);
        jobs.every("memory", IDLE, IDLE, this::giveMemoryBack);
        jobs.every("cleaning", firstCleaning(), CLEANING_INTERVAL, this::clean);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.stop();
        jobs.stop();
    }

    /** While nothing is allocated no collection happens by itself, and only a full one returns memory to the system. */
    private void giveMemoryBack() {
        if (buffers.dropUnused()) {
            System.gc();
        }
    }

    /** Not during the start, and not all fetchers of a site at the same time. */
    private static Duration firstCleaning() {
        int minutes = (int) CLEANING_INTERVAL.toMinutes() / 4;
        return Duration.ofMinutes(1 + ThreadLocalRandom.current().nextInt(minutes));
    }

    private void clean() {
        try {
            cleaner.clean();
        } catch (StoreException e) {
            LOG.infof("Could not clean up incomplete uploads, trying again in an hour reason=%s", e.getMessage());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fetch slots")
                .status(workers.isRunning() && gate.isOpen())
                .withData("store", gate.isOpen() ? "has room" : "is full: waiting for room")
                .build();
    }
}
