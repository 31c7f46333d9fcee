package io.streammirror.watcher.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.service.QueueLag;
import io.streammirror.watcher.request.PendingRequests;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gauges of the requests without a result. It also asks for the lag of the queue, so that there is a figure while no
 * fetcher runs.
 */
@Singleton
class RequestMetrics {
    private final PendingRequests pending;
    private final QueueLag lag;
    private final WatcherThreads threads;
    private final Clock clock;

    RequestMetrics(PendingRequests pending, QueueLag lag, WatcherThreads threads, Clock clock) {
        this.pending = pending;
        this.lag = lag;
        this.threads = threads;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        register(registry);
        var unused = threads.executor()
                .scheduleWithFixedDelay(this::update, 0, QueueLag.UPDATE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void register(MeterRegistry registry) {
        Gauge.builder("stream.mirror.fetch.requests.pending", pending, PendingRequests::count)
                .description("Items that the watcher has requested and that are not stored yet")
                .register(registry);
        Gauge.builder("stream.mirror.fetch.request.oldest.age", this, RequestMetrics::oldestAge)
                .description("Age of the oldest request that is not fulfilled; 0 while there is none")
                .baseUnit("seconds")
                .register(registry);
    }

    private double oldestAge() {
        return pending.oldest()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    private void update() {
        try {
            lag.update();
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }
}
