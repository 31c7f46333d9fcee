package io.streammirror.watcher.wiring;

import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import io.streammirror.sweep.SweepPlans;
import io.streammirror.upstream.HttpMetadataReader;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.watcher.poll.PollSchedule;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.RequestLedger;
import io.streammirror.watcher.request.WantedBlobs;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** Puts the watcher's plain objects together. */
@Singleton
public class WatcherProducer {
    @Produces
    @Singleton
    MetadataReader documents(EnvironmentProxies proxies) {
        return new HttpMetadataReader(proxies);
    }

    @Produces
    @Singleton
    RequestLedger ledger() {
        return new RequestLedger();
    }

    @Produces
    @Singleton
    WantedBlobs wanted() {
        return new WantedBlobs();
    }

    @Produces
    @Singleton
    MissingItems missing(
            ObjectStore store,
            DecisionLog log,
            WantedBlobs wanted,
            RequestLedger ledger,
            WatcherChannels channels,
            Clock clock,
            ServiceEnvironment environment) {
        var sweeps = new SweepPlans(store);
        return new MissingItems(
                store,
                wanted,
                ledger,
                channels,
                clock,
                environment.run(),
                () -> sweeps.at(log.head().state()));
    }

    /** One thread for each mirror, that none waits for another, and one for what concerns all. */
    @Produces
    @Singleton
    WatcherThreads threads(Settings settings) {
        return new WatcherThreads(
                Executors.newScheduledThreadPool(settings.mirrors().size() + 1));
    }

    void end(@Disposes WatcherThreads threads) {
        threads.executor().shutdownNow();
    }

    @Produces
    @Singleton
    PollSchedule schedule(WatcherThreads threads, PollMetrics metrics, Traces traces) {
        return new PollSchedule(threads.executor(), RandomGenerator.getDefault(), new TracedPolls(traces, metrics));
    }
}
