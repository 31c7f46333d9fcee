package io.streammirror.fetcher;

import io.streammirror.config.Settings;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.HttpSourceReader;
import io.streammirror.fetcher.transfer.PartBuffers;
import io.streammirror.fetcher.transfer.Throttle;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts the fetcher together from parts that know no container. */
@Singleton
final class FetcherParts {
    /** Long enough for a cache that fetches before it answers, short enough that a dead source does not hold a slot. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

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
    Fetch fetch(ObjectStore store, PartBuffers buffers, Sleeper sleeper, Throttle throttle, Clock clock) {
        ExecutorService uploads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "part-upload");
            thread.setDaemon(true);
            return thread;
        });
        // Shared by threads, which SecureRandom bears.
        var policy = new RetryPolicy(sleeper, new SecureRandom());
        return new Fetch(store, new HttpSourceReader(SILENCE), buffers, uploads, policy, throttle, clock);
    }
}
