package io.streammirror.fetcher.handle;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.ItemStored;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.retry.Sleeper;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.TraceSpan;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Publishes the result of each request. */
@Singleton
final class FetchResultPublisher {
    private static final Logger LOG = Logger.getLogger(FetchResultPublisher.class);

    /** An operator has to make room first; until then a new request would only wait in a worker. */
    private static final Duration RETRY_WHEN_FULL = Duration.ofMinutes(1);

    private final FetcherId fetcher;
    private final FetchResultSender sender;
    private final Clock clock;

    FetchResultPublisher(
            FetcherId fetcher,
            @Channel("fetch-results") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> emitter,
            Sleeper sleeper,
            Clock clock) {
        this.fetcher = fetcher;
        this.sender = new FetchResultSender(new ReliableSender(emitter, sleeper));
        this.clock = clock;
    }

    /** Sends the result; the caller awaits its arrival. */
    PendingResult publish(ItemRequested request, Outcome outcome) {
        FetchResult result = result(request, outcome);
        log(result);
        TraceSpan.current().attribute("result", result.getClass().getSimpleName());
        // A repeated message may be sent after this span has ended, when the thread works on something else.
        return sender.send(result, TraceParent.current());
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
                    request.sha256(), full.reason(), true, now.plus(RETRY_WHEN_FULL), run, fetcher.value(), now);
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
