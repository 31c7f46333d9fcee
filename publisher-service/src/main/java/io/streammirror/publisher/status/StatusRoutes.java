package io.streammirror.publisher.status;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.publisher.query.ManagementReads;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The whole state of every mirror for operators, on the management port only: {@code GET /api/v1/status}. */
@Singleton
final class StatusRoutes {
    private final Supplier<CurrentStatus> status;

    /** @param status looked up at the first request: routes are made before the store is connected */
    StatusRoutes(Instance<CurrentStatus> status) {
        this.status = status::get;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        ManagementReads.route(
                router,
                "/api/v1/status",
                request -> StatusAnswer.of(status.get().report()));
    }
}
