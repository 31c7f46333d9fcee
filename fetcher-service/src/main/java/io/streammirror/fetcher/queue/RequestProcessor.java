package io.streammirror.fetcher.queue;

import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.EventFormatException;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.service.trace.Traces;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Processes one record: reads it, drops it if it is void, and otherwise has it handled. */
final class RequestProcessor {
    private static final Logger LOG = Logger.getLogger(RequestProcessor.class);

    private final Optional<String> onlyRun;
    private final RequestHandler handler;
    private final DeadLetters deadLetters;
    private final Traces traces;
    private final Clock clock;

    /**
     * @param onlyRun the run whose requests count, if all services share one; empty to take those of every run
     */
    RequestProcessor(
            Optional<String> onlyRun, RequestHandler handler, DeadLetters deadLetters, Traces traces, Clock clock) {
        this.traces = traces;
        this.onlyRun = onlyRun;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * A record that was read.
     *
     * @param request null if the record is not a request
     * @param problem why not; empty for a type that only newer fetchers know
     */
    record Task(Delivery delivery, @Nullable ItemRequested request, String problem) {}

    /**
     * A record that was processed.
     *
     * @param result to be awaited before the record is acknowledged
     */
    record Processed(Acknowledgement acknowledgement, PendingResult result) {}

    static Task read(Delivery delivery) {
        try {
            return new Task(delivery, request(delivery).orElse(null), "");
        } catch (EventFormatException e) {
            return new Task(delivery, null, String.valueOf(e.getMessage()));
        }
    }

    Processed process(Task task) throws InterruptedException {
        ItemRequested request = task.request();
        if (request != null) {
            return new Processed(Acknowledgement.ACCEPT, traced(request, task.delivery()));
        }
        return task.problem().isEmpty()
                ? new Processed(Acknowledgement.REJECT, PendingResult.NONE)
                : deadLetter(task.delivery(), task.problem());
    }

    private PendingResult traced(ItemRequested request, Delivery delivery) throws InterruptedException {
        return traces.inSpan("fetch", List.of(delivery.cause()), span -> {
            span.attribute("sha256", request.sha256().hex());
            span.attribute("size", request.size());
            span.attribute("delivery", delivery.count());
            return handleUnlessVoid(request, delivery);
        });
    }

    private PendingResult handleUnlessVoid(ItemRequested request, Delivery delivery) throws InterruptedException {
        if (request.expires().isBefore(clock.instant())) {
            LOG.infof("Dropped an expired fetch request sha256=%s expired=%s", request.sha256(), request.expires());
            return PendingResult.NONE;
        }
        if (isOfAnotherRun(request)) {
            // Its watcher is gone, and perhaps its source; the watcher of this run sends its own requests.
            LOG.infof("Dropped a fetch request of another run sha256=%s run=%s", request.sha256(), request.run());
            return PendingResult.NONE;
        }
        return delivery.isLast()
                ? handler.giveUp(request, "delivered " + ShareGroup.MAX_DELIVERIES + " times without a result")
                : handler.handle(request, !delivery.isFirst());
    }

    private boolean isOfAnotherRun(ItemRequested request) {
        return onlyRun.filter(run -> !run.equals(request.run())).isPresent();
    }

    private Processed deadLetter(Delivery delivery, String reason) throws InterruptedException {
        LOG.errorf("Moved a record to the dead letters place=%s reason=%s", delivery.place(), reason);
        deadLetters.publish(delivery, reason);
        return new Processed(Acknowledgement.REJECT, PendingResult.NONE);
    }

    private static Optional<ItemRequested> request(Delivery delivery) {
        if (delivery.value() == null) {
            throw new EventFormatException("the record has no value");
        }
        return EventCodec.decode(delivery.value()).map(RequestProcessor::request);
    }

    private static ItemRequested request(Event event) {
        if (event instanceof ItemRequested request) {
            return request;
        }
        throw new EventFormatException(
                "not a fetch request: " + event.getClass().getSimpleName());
    }
}
