package io.streammirror.fetcher.handle;

import io.streammirror.event.Event;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.service.EventMessages;
import io.streammirror.service.trace.TraceParent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends results. While a record is on its way to the broker, further results wait and then travel together, so a result is late by one
 * round trip at most and a single one is not late at all. Safe for concurrent use.
 */
final class FetchResultSender {
    private final ReliableSender sender;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean sending;

    FetchResultSender(ReliableSender sender) {
        this.sender = sender;
    }

    private record Waiting(FetchResult result, CompletableFuture<Void> arrival) {}

    /** Sends a result; if its first record does not arrive, it is repeated by itself while the caller awaits it. */
    PendingResult send(FetchResult result, TraceParent cause) {
        if (cause.isKnown()) {
            // A record has one parent only.
            return sender.send(() -> EventMessages.of(result, cause));
        }
        var arrival = new CompletableFuture<Void>();
        synchronized (this) {
            waiting.add(new Waiting(result, arrival));
        }
        sendWaiting();
        return sender.repeating(arrival, () -> EventMessages.of(result, cause));
    }

    private void sendWaiting() {
        List<Waiting> next = takeNext();
        if (next.isEmpty()) {
            return;
        }
        // Its outcome is that of each result.
        var unused = sender.trySend(() -> EventMessages.of(event(next), TraceParent.NONE))
                .whenComplete((arrived, failure) -> arrive(next, failure));
    }

    private synchronized List<Waiting> takeNext() {
        if (sending) {
            return List.of();
        }
        var next = new ArrayList<Waiting>();
        while (!waiting.isEmpty() && next.size() < FetchResults.MAX_RESULTS) {
            next.add(waiting.remove());
        }
        sending = !next.isEmpty();
        return next;
    }

    private void arrive(List<Waiting> sent, @Nullable Throwable failure) {
        synchronized (this) {
            sending = false;
        }
        sendWaiting();
        for (Waiting one : sent) {
            if (failure == null) {
                one.arrival().complete(null);
            } else {
                one.arrival().completeExceptionally(failure);
            }
        }
    }

    private static Event event(List<Waiting> sent) {
        return sent.size() == 1
                ? sent.get(0).result()
                : new FetchResults(sent.stream().map(Waiting::result).toList());
    }
}
