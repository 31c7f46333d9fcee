package io.streammirror.publisher.eventstream;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The same events on the management port, where pages of operators follow them. */
@Singleton
final class EventStreamRoutes {
    private final Supplier<EventStreams> events;

    EventStreamRoutes(Instance<EventStreams> events) {
        this.events = events::get;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        router.get(EventStreams.PATH).handler(request -> events.get().handle(request.request(), () -> {}));
    }
}
