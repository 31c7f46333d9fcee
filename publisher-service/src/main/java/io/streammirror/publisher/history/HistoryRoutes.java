package io.streammirror.publisher.history;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.publisher.query.ManagementReads;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The log and the kept publications for operators, on the management port only: {@code GET /api/v1/log/head},
 * {@code /api/v1/log/SEQUENCE}, {@code /api/v1/mirrors/MIRROR/publications} and {@code …/diff}. Entries of the log name
 * who decided what, and why; no secret is in them.
 */
@Singleton
final class HistoryRoutes {
    private final Supplier<MirrorHistory> history;

    /** @param history looked up at the first request: routes are made before the store is connected */
    HistoryRoutes(Instance<MirrorHistory> history) {
        this.history = history::get;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        ManagementReads.route(
                router, "/api/v1/log/head", request -> history.get().head());
        ManagementReads.route(router, "/api/v1/log/:sequence", request -> entry(request.pathParam("sequence")));
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/publications", request -> history.get()
                .publications(
                        request.pathParam("mirror"),
                        request.request().getParam("after"),
                        request.request().getParam("limit")));
        ManagementReads.route(router, "/api/v1/mirrors/:mirror/diff", request -> history.get()
                .difference(
                        request.pathParam("mirror"),
                        request.request().getParam("from"),
                        request.request().getParam("to")));
    }

    private JsonAnswer entry(String sequence) {
        return sequence.matches("[0-9]{1,18}")
                ? history.get().entry(Long.parseLong(sequence))
                : JsonAnswer.problem(404, "the log has no entry '" + sequence + "'");
    }
}
