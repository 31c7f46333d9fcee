package io.streammirror.fetcher.queue;

import io.streammirror.events.Event;
import io.streammirror.events.EventCodec;
import io.streammirror.events.EventFormatException;
import io.streammirror.events.ItemRequested;
import java.time.Clock;
import org.jboss.logging.Logger;

/** What is done with one record: read it, drop it when it is void, else have it handled. */
final class Errand {
    private static final Logger LOG = Logger.getLogger(Errand.class);

    private final RequestHandler handler;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Errand(RequestHandler handler, DeadLetters deadLetters, Clock clock) {
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    Settlement run(Delivery delivery) throws InterruptedException {
        try {
            return run(request(delivery));
        } catch (EventFormatException e) {
            return bury(delivery, String.valueOf(e.getMessage()));
        }
    }

    private Settlement run(ItemRequested request) throws InterruptedException {
        if (request.expires().isBefore(clock.instant())) {
            LOG.infof("Dropped an expired fetch request sha256=%s expired=%s", request.sha256(), request.expires());
        } else {
            handler.handle(request);
        }
        return Settlement.ACCEPT;
    }

    private Settlement bury(Delivery delivery, String cause) throws InterruptedException {
        LOG.errorf("Moved a record to the dead letters place=%s cause=%s", delivery.place(), cause);
        deadLetters.bury(delivery, cause);
        return Settlement.REJECT;
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
