package io.streammirror.publisher.trigger;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemStored;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.trace.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what the other services say; what it cannot make sense of goes to the topic's dead letters. */
@ApplicationScoped
public class EventIntake {
    private final PublisherState state;
    private final MirrorWorkers workers;

    EventIntake(PublisherState state, MirrorWorkers workers) {
        this.state = state;
        this.workers = workers;
    }

    @Incoming("catalogs-heard")
    void catalog(String event, IncomingKafkaRecordMetadata<String, String> record) {
        workers.heard(decode(event, CatalogAccepted.class).mirror(), Cause.of(record.getHeaders()));
    }

    @Incoming("results-heard")
    void result(String event, IncomingKafkaRecordMetadata<String, String> record) {
        FetchResult result = decode(event, FetchResult.class);
        state.heard(result);
        if (result instanceof ItemStored stored) {
            workers.stored(stored);
        }
        workers.heard(Cause.of(record.getHeaders()));
    }

    @Incoming("polls-heard")
    void poll(String event) {
        UpstreamPolled poll = decode(event, UpstreamPolled.class);
        state.heard(poll);
        workers.wake(poll.mirror());
    }

    @Incoming("progress-heard")
    void progress(String event) {
        state.heard(decode(event, FetchProgress.class));
    }

    private static <T extends Event> T decode(String value, Class<T> kind) {
        Event event = EventCodec.decode(value);
        if (!kind.isInstance(event)) {
            throw new IllegalArgumentException(
                    "event " + event.getClass().getSimpleName() + " on a topic of " + kind.getSimpleName());
        }
        return kind.cast(event);
    }
}
