package io.streammirror.fetcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.fetcher.checkpoint.Claims;
import io.streammirror.fetcher.checkpoint.Leftovers;
import io.streammirror.fetcher.checkpoint.ResumeCheck;
import io.streammirror.fetcher.progress.TimedStore;
import io.streammirror.fetcher.progress.TracedReader;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.queue.StoreGate;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.HttpSourceReader;
import io.streammirror.fetcher.source.ItemCredentials;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.transfer.Equipment;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.PartBuffers;
import io.streammirror.fetcher.transfer.Throttle;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Puts the fetcher together from parts that know no container. */
@Singleton
final class FetcherParts {
    @Produces
    @Singleton
    FetcherId fetcherId() {
        return FetcherId.ofThisProcess();
    }

    @Produces
    @Singleton
    Sleeper sleeper() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    @Produces
    @Singleton
    PartBuffers partBuffers(Settings settings) {
        return new PartBuffers(settings.fetch().buffers());
    }

    @Produces
    @Singleton
    Fetch fetch(
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
        ExecutorService workers = traces.carriedBy(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "transfer");
            thread.setDaemon(true);
            return thread;
        }));
        SourceReader sources = new HttpSourceReader(
                fetch.idleTimeout(),
                fetch.minRate(),
                fetch.connectionsPerHost(),
                fetch.bandwidth().isLimited(),
                credentials(settings),
                proxies,
                clock);
        var equipment = new Equipment(
                new TimedStore(store, meters, traces),
                traces.isOn() ? new TracedReader(sources, traces) : sources,
                new HostConnections(fetch.connectionsPerHost()),
                new SourceHealth(clock),
                buffers,
                throttle,
                workers,
                // Shared by threads, which SecureRandom bears.
                new RetryPolicy(sleeper, new SecureRandom()),
                fetch.minRate(),
                clock);
        return new Fetch(equipment, new Claims(store, fetcher.value(), resume::passed, sleeper, clock));
    }

    @Produces
    @Singleton
    StoreGate storeGate(ObjectStore store, Sleeper sleeper, MeterRegistry meters) {
        var gate = new StoreGate(store, sleeper, work -> {
            var thread = new Thread(work, "store-gate");
            thread.setDaemon(true);
            thread.start();
        });
        meters.gauge("stream.mirror.store.full", gate, one -> one.isOpen() ? 0 : 1);
        return gate;
    }

    @Produces
    @Singleton
    ResumeCheck resumeCheck(ObjectStore store) {
        return new ResumeCheck(store);
    }

    @Produces
    @Singleton
    Leftovers leftovers(ObjectStore store, FetcherId fetcher, Clock clock) {
        return new Leftovers(store, fetcher.value(), clock);
    }

    private static ItemCredentials credentials(Settings settings) {
        return new ItemCredentials(settings.mirrors().values().stream()
                .collect(Collectors.toMap(MirrorSettings::name, MirrorSettings::credentials)));
    }
}
