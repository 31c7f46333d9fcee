package io.streammirror.publisher.schedule;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.event.ItemStored;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
    void result(String value, IncomingKafkaRecordMetadata<String, String> record) {
        EventCodec.decode(value).map(EventConsumer::results).ifPresent(results -> {
            results.forEach(this::observe);
            workers.observe(TraceParent.of(record.getHeaders()));
        });
    }

    private void observe(FetchResult result) {
        state.observe(result);
        if (result instanceof ItemStored stored) {
            workers.stored(stored);
        }
    }

    private static List<FetchResult> results(Event event) {
        List<FetchResult> results = FetchResults.of(event);
        if (results.isEmpty()) {
            throw unexpected(event, FetchResult.class);
        }
        return results;
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
                throw unexpected(event, kind);
            }
            return kind.cast(event);
        });
    }

    private static IllegalArgumentException unexpected(Event event, Class<? extends Event> kind) {
        return new IllegalArgumentException(
                "event " + event.getClass().getSimpleName() + " on a topic of " + kind.getSimpleName());
    }
}
