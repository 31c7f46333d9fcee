package io.streammirror.publisher.contents;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.publisher.query.ManagementReads;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The same answers on the management port. */
@Singleton
final class ContentRoutes {
    private final Supplier<ContentAnswers> answers;

    /** @param answers looked up at the first request: routes are made before the store is connected */
    ContentRoutes(Instance<ContentAnswers> answers) {
        this.answers = answers::get;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        ManagementReads.route(
                router, "/api/v1/storage", request -> answers.get().storage());
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/images", request -> answers.get()
                .images(
                        request.pathParam("mirror"),
                        request.request().getParam("q"),
                        request.request().getParam("sort"),
                        request.request().getParam("page")));
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/products/:id", request -> answers.get()
                .product(request.pathParam("mirror"), request.pathParam("id")));
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/not-selected", request -> answers.get()
                .notSelected(
                        request.pathParam("mirror"),
                        request.request().getParam("q"),
                        request.request().getParam("page")));
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/selection", request -> answers.get()
                .selection(request.pathParam("mirror"), parameters(request.request())));
    }

    private static Map<String, String> parameters(HttpServerRequest request) {
        var parameters = new TreeMap<String, String>();
        request.params().forEach(parameter -> parameters.putIfAbsent(parameter.getKey(), parameter.getValue()));
        return parameters;
    }
}
