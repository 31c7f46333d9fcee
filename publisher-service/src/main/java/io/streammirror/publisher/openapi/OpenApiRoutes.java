package io.streammirror.publisher.openapi;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.publisher.query.ManagementReads;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The description of the API on the management port. */
@Singleton
final class OpenApiRoutes {
    private final ApiDescription description = new ApiDescription();

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        ManagementReads.route(router, "/api/v1/openapi.yaml", request -> description.yaml());
        ManagementReads.route(router, "/api/v1/openapi.json", request -> description.json());
    }
}
