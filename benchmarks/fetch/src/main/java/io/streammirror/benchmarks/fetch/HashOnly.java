package io.streammirror.benchmarks.fetch;

import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.HttpSourceReader;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.fetcher.transfer.PartBuffers;
import io.streammirror.fetcher.transfer.RetryCause;
import io.streammirror.fetcher.transfer.TransferObserver;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;

/** The fetch engine alone, in this process: every item of a manifest fetched and verified, one after the other, nothing kept. */
final class HashOnly {
    /** As the service has it at defaults. */
    private static final long BUFFERS = 96_000_000;

    private static final TransferObserver NOBODY = new TransferObserver() {
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
                Outcome outcome = fetch.fetch(line.request("benchmark"), NOBODY);
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
        return new Fetch(
                new SwallowingStore(),
                new HttpSourceReader(Duration.ofSeconds(30)),
                new PartBuffers(BUFFERS),
                Executors.newCachedThreadPool(),
                new RetryPolicy(pause -> Thread.sleep(pause.toMillis()), new SecureRandom()),
                Clock.systemUTC());
    }
}
