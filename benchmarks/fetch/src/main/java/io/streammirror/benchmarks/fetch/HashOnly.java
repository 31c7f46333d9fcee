package io.streammirror.benchmarks.fetch;

import io.streammirror.fetcher.checkpoint.Claims;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.HttpSourceReader;
import io.streammirror.fetcher.source.ItemCredentials;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.transfer.Equipment;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.fetcher.transfer.PartBuffers;
import io.streammirror.fetcher.transfer.RetryCause;
import io.streammirror.fetcher.transfer.Throttle;
import io.streammirror.fetcher.transfer.TransferObserver;
import io.streammirror.http.EnvironmentProxies;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;

/** The fetch engine alone, in this process: every item of a manifest fetched and verified, one after the other, nothing kept. */
final class HashOnly {
    /** As the service has it at defaults. */
    private static final long BUFFERS = 56_000_000;

    private static final int CONNECTIONS = 8;
    private static final long MIN_RATE = 100_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final TransferObserver NOBODY = new TransferObserver() {
        @Override
        public void resumed(long bytes) {}

        @Override
        public void received(int bytes) {}

        @Override
        public void restarted() {}

        @Override
        public void retrying(RetryCause cause) {}
    };

    private HashOnly() {}

    /** Prints {@code done SECONDS} for each round after a first one that warms up. */
    static void run(Manifest manifest, int rounds) throws InterruptedException {
        Fetch fetch = engine();
        for (int round = 0; round <= rounds; round++) {
            long start = System.nanoTime();
            for (Manifest.Line line : manifest.lines()) {
                Outcome outcome = fetch.fetch(line.request("benchmark"), false, NOBODY);
                if (!(outcome instanceof Outcome.Stored)) {
                    throw new IllegalStateException(line.source() + ": " + outcome);
                }
            }
            if (round > 0) {
                System.out.printf(Locale.ROOT, "done %.3f%n", (System.nanoTime() - start) / 1e9);
            }
        }
        System.exit(0);
    }

    private static Fetch engine() {
        Clock clock = Clock.systemUTC();
        Sleeper sleeper = pause -> Thread.sleep(pause.toMillis());
        var store = new SwallowingStore();
        var equipment = new Equipment(
                store,
                new HttpSourceReader(
                        IDLE, MIN_RATE, CONNECTIONS, false, ItemCredentials.NONE, EnvironmentProxies.NONE, clock),
                new HostConnections(CONNECTIONS),
                new SourceHealth(clock),
                new PartBuffers(BUFFERS),
                Throttle.NONE,
                Executors.newCachedThreadPool(),
                new RetryPolicy(sleeper, new SecureRandom()),
                MIN_RATE,
                clock);
        return new Fetch(equipment, new Claims(store, "benchmark", () -> false, sleeper, clock));
    }
}
