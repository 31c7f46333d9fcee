package io.streammirror.watcher.app;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.http.HttpMetadataReader;
import io.streammirror.watcher.poll.PollScheduler;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.PendingRequests;
import io.streammirror.watcher.request.WantedBlobs;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Makes the watcher's plain objects. */
@Singleton
public class WatcherBeans {
    @Produces
    @Singleton
    MetadataReader documents(EnvironmentProxies proxies) {
        return new HttpMetadataReader(proxies);
    }

    /** One for all mirrors: together they must not take more than the process has. */
    @Produces
    @Singleton
    DocumentMemory memory() {
        return DocumentMemory.ofThisProcess();
    }

    @Produces
    @Singleton
    PendingRequests pending() {
        return new PendingRequests();
    }

    @Produces
    @Singleton
    WantedBlobs wanted() {
        return new WantedBlobs();
    }

    @Produces
    @Singleton
    FetchRequester requester(
            ObjectStore store,
            DecisionLog log,
            WantedBlobs wanted,
            PendingRequests pending,
            KafkaEventPublisher channels,
            Clock clock,
            ServiceEnvironment environment) {
        var sweeps = new SweepPlans(store);
        return new FetchRequester(
                store,
                wanted,
                pending,
                channels,
                clock,
                environment.run(),
                () -> sweeps.at(log.head().state()));
    }

    /** One thread for each mirror, so that none waits for another, one for housekeeping, and one for the lag of the queue. */
    @Produces
    @Singleton
    WatcherThreads threads(Settings settings) {
        return new WatcherThreads(
                Executors.newScheduledThreadPool(settings.mirrors().size() + 2, DaemonThreads.named("poll")));
    }

    void end(@Disposes WatcherThreads threads) {
        threads.executor().shutdownNow();
    }

    @Produces
    @Singleton
    PollScheduler schedule(WatcherThreads threads, PollMetrics metrics, Traces traces) {
        return new PollScheduler(threads.executor(), RandomGenerator.getDefault(), new PollTracing(traces, metrics));
    }
}
