package io.streammirror.fetcher.handle;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.metrics.RunningTransfer;
import io.streammirror.fetcher.metrics.TransferMetrics;
import io.streammirror.fetcher.queue.RequestHandler;
import io.streammirror.fetcher.queue.StoreCapacityGate;
import io.streammirror.fetcher.transfer.BlobFetcher;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import io.streammirror.retry.Sleeper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Handles one fetch request and publishes its result before the record is acknowledged.
 *
 * <p>If another transfer works on the blob, the handler waits for it and checks again. The other one may work on the
 * very same record, which the broker has delivered again after a restart or a long pause. It then finds its lock lost
 * and stops without a result, so the record must not be acknowledged before the blob is stored.
 */
@Singleton
final class FetchRequestHandler implements RequestHandler {
    private static final Logger LOG = Logger.getLogger(FetchRequestHandler.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final BlobFetcher fetcher;
    private final TransferMetrics metrics;
    private final FetchResultPublisher results;
    private final StoreCapacityGate gate;
    private final Sleeper sleeper;

    FetchRequestHandler(
            BlobFetcher fetcher,
            TransferMetrics metrics,
            FetchResultPublisher results,
            StoreCapacityGate gate,
            Sleeper sleeper) {
        this.fetcher = fetcher;
        this.metrics = metrics;
        this.results = results;
        this.gate = gate;
        this.sleeper = sleeper;
    }

    /** Checks once whether the blob is stored, and fetches it if it is missing. */
    @FunctionalInterface
    interface FetchAttempt {
        Outcome run(boolean again) throws InterruptedException;
    }

    @Override
    public PendingResult handle(ItemRequested request, boolean again) throws InterruptedException {
        Outcome outcome = awaitOutcome(
                later -> fetch(request, again || later), elsewhere -> logWaiting(request, elsewhere), sleeper);
        return publish(request, outcome);
    }

    @Override
    public PendingResult giveUp(ItemRequested request, String reason) {
        return publish(request, new Outcome.Failed(reason, true, null));
    }

    /**
     * Tries until the outcome is not {@link Elsewhere}.
     *
     * @param onWait called once, if another transfer works on the blob
     * @throws InterruptedException if the record was lost meanwhile, or the fetcher shuts down
     */
    static Outcome awaitOutcome(FetchAttempt attempt, Consumer<Elsewhere> onWait, Sleeper sleeper)
            throws InterruptedException {
        Outcome outcome = attempt.run(false);
        if (outcome instanceof Elsewhere elsewhere) {
            onWait.accept(elsewhere);
        }
        while (outcome instanceof Elsewhere) {
            sleeper.sleep(POLL_INTERVAL);
            outcome = attempt.run(true);
        }
        return outcome;
    }

    private Outcome fetch(ItemRequested request, boolean again) throws InterruptedException {
        try (RunningTransfer transfer = metrics.begin(request)) {
            return fetcher.fetch(request, again, transfer);
        }
    }

    private void logWaiting(ItemRequested request, Elsewhere elsewhere) {
        metrics.count(elsewhere);
        LOG.infof(
                "Waiting for the fetcher that works on a blob sha256=%s holder=%s",
                request.sha256(), elsewhere.holder());
    }

    private PendingResult publish(ItemRequested request, Outcome outcome) {
        metrics.count(outcome);
        if (outcome instanceof Outcome.NoRoom full) {
            gate.close(full.reason());
        }
        return results.publish(request, outcome);
    }
}
