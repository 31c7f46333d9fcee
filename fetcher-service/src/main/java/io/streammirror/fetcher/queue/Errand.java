package io.streammirror.fetcher.queue;

import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.EventFormatException;
import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler.Arrival;
import io.streammirror.service.trace.Traces;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is done with one record: read it, drop it when it is void, else have it handled. */
final class Errand {
    private static final Logger LOG = Logger.getLogger(Errand.class);

    private final Optional<String> onlyRun;
    private final RequestHandler handler;
    private final DeadLetters deadLetters;
    private final Traces traces;
    private final Clock clock;

    /**
     * @param onlyRun the run whose requests count, where all services share one; empty to take those of every run
     */
    Errand(Optional<String> onlyRun, RequestHandler handler, DeadLetters deadLetters, Traces traces, Clock clock) {
        this.traces = traces;
        this.onlyRun = onlyRun;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * A record that was read.
     *
     * @param request null when the record is none
     * @param problem why not
     */
    record Task(Delivery delivery, @Nullable ItemRequested request, String problem) {}

    /**
     * What came of a record.
     *
     * @param result to be awaited before the record is settled
     */
    record Done(Settlement settlement, Arrival result) {}

    static Task read(Delivery delivery) {
        try {
            return new Task(delivery, request(delivery), "");
        } catch (EventFormatException e) {
            return new Task(delivery, null, String.valueOf(e.getMessage()));
        }
    }

    Done run(Task task) throws InterruptedException {
        ItemRequested request = task.request();
        return request == null
                ? bury(task.delivery(), task.problem())
                : new Done(Settlement.ACCEPT, traced(request, task.delivery()));
    }

    private Arrival traced(ItemRequested request, Delivery delivery) throws InterruptedException {
        return traces.inSpan("fetch", List.of(delivery.cause()), step -> {
            step.note("sha256", request.sha256().hex());
            step.note("size", request.size());
            step.note("delivery", delivery.count());
            return run(request, delivery);
        });
    }

    private Arrival run(ItemRequested request, Delivery delivery) throws InterruptedException {
        if (request.expires().isBefore(clock.instant())) {
            LOG.infof("Dropped an expired fetch request sha256=%s expired=%s", request.sha256(), request.expires());
            return Arrival.NOTHING_SENT;
        }
        if (isOfAnotherRun(request)) {
            // Its watcher is gone, and perhaps its source; the watcher of this run asks for what it wants itself.
            LOG.infof("Dropped a fetch request of another run sha256=%s run=%s", request.sha256(), request.run());
            return Arrival.NOTHING_SENT;
        }
        return delivery.last()
                ? handler.giveUp(request, "delivered " + ShareGroup.DELIVERIES + " times without a result")
                : handler.handle(request, !delivery.first());
    }

    private boolean isOfAnotherRun(ItemRequested request) {
        return onlyRun.filter(run -> !run.equals(request.run())).isPresent();
    }

    private Done bury(Delivery delivery, String cause) throws InterruptedException {
        LOG.errorf("Moved a record to the dead letters place=%s cause=%s", delivery.place(), cause);
        deadLetters.bury(delivery, cause);
        return new Done(Settlement.REJECT, Arrival.NOTHING_SENT);
    }

    private static ItemRequested request(Delivery delivery) {
        if (delivery.value() == null) {
            throw new EventFormatException("the record has no value");
        }
        Event event = EventCodec.decode(delivery.value());
        if (event instanceof ItemRequested request) {
            return request;
        }
        throw new EventFormatException(
                "not a fetch request: " + event.getClass().getSimpleName());
    }
}
