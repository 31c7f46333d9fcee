package io.streammirror.publisher.status;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.publisher.query.ManagementReads;
import io.streammirror.publisher.query.Page;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The readers with their addresses for operators, on the management port only: {@code GET /api/v1/readers}. */
@Singleton
final class ReaderRoutes {
    private static final int BAD_REQUEST = 400;

    private final Supplier<ReaderCensus> census;

    /** @param census looked up at the first request: routes are made before the store is connected */
    ReaderRoutes(Instance<ReaderCensus> census) {
        this.census = census::get;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        ManagementReads.route(router, "/api/v1/readers", this::readers);
    }

    private JsonAnswer readers(RoutingContext request) {
        ReaderReport all = census.get().now();
        try {
            Page<ReaderInfo> page = Page.of(
                    all.readers(),
                    request.request().getParam("after"),
                    request.request().getParam("limit"));
            return answer(all, page.rows(), page.next());
        } catch (IllegalArgumentException e) {
            return JsonAnswer.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    static JsonAnswer answer(ReaderReport report, List<ReaderInfo> rows, @Nullable String next) {
        return JsonAnswer.of(
                new ReaderReport(report.since(), report.time(), report.mirrors(), rows, next),
                new ReaderReport(report.since(), Instant.EPOCH, report.mirrors(), rows, next));
    }
}
