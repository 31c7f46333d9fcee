package io.streammirror.fetcher.progress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.ItemStored;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.queue.RequestHandler.Arrival;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.service.EventMessages;
import io.streammirror.service.trace.Cause;
import io.streammirror.service.trace.Step;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Tells everybody what became of a request. */
@Singleton
final class Results {
    private static final Logger LOG = Logger.getLogger(Results.class);

    /** Somebody has to make room first; who asks for the item then finds a slot that waited for it. */
    private static final Duration UNTIL_ROOM = Duration.ofMinutes(1);

    private final FetcherId fetcher;
    private final Outbox outbox;
    private final Clock clock;

    Results(
            FetcherId fetcher,
            @Channel("fetch-results") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> emitter,
            Sleeper sleeper,
            Clock clock) {
        this.fetcher = fetcher;
        this.outbox = new Outbox(emitter, sleeper);
        this.clock = clock;
    }

    /** Sends the result off. */
    Arrival report(ItemRequested request, Outcome outcome) {
        FetchResult result = result(request, outcome);
        log(result);
        Step.current().note("result", result.getClass().getSimpleName());
        // Sent again, perhaps, when the fetch is over and this thread at another.
        Cause cause = Cause.current();
        return outbox.send(() -> EventMessages.of(result, cause));
    }

    private FetchResult result(ItemRequested request, Outcome outcome) {
        Instant now = clock.instant();
        String run = request.run();
        if (outcome instanceof Outcome.Stored stored) {
            return new ItemStored(request.sha256(), request.size(), stored.transferred(), run, fetcher.value(), now);
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new ItemRejected(request.sha256(), rejected.reason(), run, fetcher.value(), now);
        }
        if (outcome instanceof Outcome.NoRoom full) {
            return new ItemFailed(
                    request.sha256(), full.reason(), true, now.plus(UNTIL_ROOM), run, fetcher.value(), now);
        }
        var failed = (Outcome.Failed) outcome;
        return new ItemFailed(
                request.sha256(), failed.reason(), failed.retryable(), failed.notBefore(), run, fetcher.value(), now);
    }

    private static void log(FetchResult result) {
        if (result instanceof ItemStored stored) {
            LOG.debugf(
                    "Stored an item sha256=%s size=%d transferred=%d",
                    stored.sha256(), stored.size(), stored.transferred());
        } else if (result instanceof ItemRejected rejected) {
            LOG.errorf("Rejected an item sha256=%s reason=%s", rejected.sha256(), rejected.reason());
        } else if (result instanceof ItemFailed failed) {
            LOG.warnf(
                    "Could not fetch an item sha256=%s retryable=%s reason=%s",
                    failed.sha256(), failed.retryable(), failed.reason());
        }
    }
}
