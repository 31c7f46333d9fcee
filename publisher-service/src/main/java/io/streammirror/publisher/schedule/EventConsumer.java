package io.streammirror.publisher.schedule;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemStored;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the events of the other services; a record that cannot be read goes to the topic's dead letters. */
@ApplicationScoped
public class EventConsumer {
    private final PublisherState state;
    private final MirrorWorkers workers;

    EventConsumer(PublisherState state, MirrorWorkers workers) {
        this.state = state;
        this.workers = workers;
    }

    @Incoming("catalogs-in")
    void catalog(String event, IncomingKafkaRecordMetadata<String, String> record) {
        decode(event, CatalogAccepted.class)
                .ifPresent(accepted -> workers.observe(accepted.mirror(), TraceParent.of(record.getHeaders())));
    }

    @Incoming("fetch-results-in")
    void result(String event, IncomingKafkaRecordMetadata<String, String> record) {
        decode(event, FetchResult.class).ifPresent(result -> {
            state.observe(result);
            if (result instanceof ItemStored stored) {
                workers.stored(stored);
            }
            workers.observe(TraceParent.of(record.getHeaders()));
        });
    }

    @Incoming("upstream-in")
    void poll(String event) {
        decode(event, UpstreamPolled.class).ifPresent(poll -> {
            state.observe(poll);
            workers.wake(poll.mirror());
        });
    }

    @Incoming("fetch-progress-in")
    void progress(String event) {
        decode(event, FetchProgress.class).ifPresent(state::observe);
    }

    /** Empty for a type that only newer services know: they may write before this one is replaced. */
    private static <T extends Event> Optional<T> decode(String value, Class<T> kind) {
        return EventCodec.decode(value).map(event -> {
            if (!kind.isInstance(event)) {
                throw new IllegalArgumentException(
                        "event " + event.getClass().getSimpleName() + " on a topic of " + kind.getSimpleName());
            }
            return kind.cast(event);
        });
    }
}
