package io.streammirror.fetcher.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.fetcher.claim.Claims;
import io.streammirror.fetcher.claim.OrphanedUploadCleaner;
import io.streammirror.fetcher.claim.ResumeCheck;
import io.streammirror.fetcher.meter.Throttle;
import io.streammirror.fetcher.metrics.TimedStore;
import io.streammirror.fetcher.metrics.TracedReader;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.queue.StoreCapacityGate;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.HttpSourceReader;
import io.streammirror.fetcher.source.ItemCredentials;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.transfer.BlobFetcher;
import io.streammirror.fetcher.transfer.FetchResources;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.retry.RetryPolicy;
import io.streammirror.retry.Sleeper;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Composes the fetcher from parts that know no container. */
@Singleton
final class FetcherBeans {
    @Produces
    @Singleton
    FetcherId fetcherId() {
        return FetcherId.ofThisProcess();
    }

    @Produces
    @Singleton
    Sleeper sleeper() {
        return Sleeper.SYSTEM;
    }

    @Produces
    @Singleton
    PartBuffers partBuffers(Settings settings) {
        return new PartBuffers(settings.fetch().buffers());
    }

    @Produces
    @Singleton
    BlobFetcher blobFetcher(
            Settings settings,
            ObjectStore store,
            MeterRegistry meters,
            PartBuffers buffers,
            Throttle throttle,
            FetcherId fetcher,
            ResumeCheck resume,
            EnvironmentProxies proxies,
            Traces traces,
            Sleeper sleeper,
            Clock clock) {
        Settings.Fetch fetch = settings.fetch();
        ExecutorService workers = traces.carriedBy(Executors.newCachedThreadPool(DaemonThreads.named("transfer")));
        SourceReader sources = new HttpSourceReader(
                fetch.idleTimeout(),
                fetch.minRate(),
                fetch.connectionsPerHost(),
                fetch.bandwidth().isLimited(),
                credentials(settings),
                proxies,
                clock);
        var resources = new FetchResources(
                new TimedStore(store, meters, traces),
                traces.isOn() ? new TracedReader(sources, traces) : sources,
                new HostConnections(fetch.connectionsPerHost()),
                new SourceHealth(clock),
                buffers,
                throttle,
                workers,
                // SecureRandom is safe for concurrent use.
                new RetryPolicy(sleeper, new SecureRandom()),
                fetch.minRate(),
                clock);
        return new BlobFetcher(resources, new Claims(store, fetcher.value(), resume::passed, sleeper, clock));
    }

    @Produces
    @Singleton
    StoreCapacityGate storeCapacityGate(ObjectStore store, MeterRegistry meters) {
        var gate = new StoreCapacityGate(store);
        Gauge.builder("stream.mirror.store.full", gate, one -> one.isOpen() ? 0 : 1)
                .description("1 while the store is full and no requests are acquired")
                .register(meters);
        return gate;
    }

    @Produces
    @Singleton
    ResumeCheck resumeCheck(ObjectStore store) {
        return new ResumeCheck(store);
    }

    @Produces
    @Singleton
    OrphanedUploadCleaner orphanedUploadCleaner(ObjectStore store, FetcherId fetcher, Clock clock) {
        return new OrphanedUploadCleaner(store, fetcher.value(), clock);
    }

    private static ItemCredentials credentials(Settings settings) {
        return new ItemCredentials(settings.mirrors().values().stream()
                .collect(Collectors.toMap(MirrorSettings::name, MirrorSettings::credentials)));
    }
}
