package io.streammirror.publisher.query;

import io.streammirror.decision.LogException;
import io.streammirror.store.StoreException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Read-only routes of the management port. */
public final class ManagementReads {
    private static final Logger LOG = Logger.getLogger(ManagementReads.class);
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private ManagementReads() {}

    /** Answers {@code GET} of a path; the read may block, and one that fails is answered with its reason. */
    public static void route(Router router, String path, Function<RoutingContext, JsonAnswer> read) {
        router.get(path).blockingHandler(request -> ApiResponses.send(request.request(), answer(request, read)), false);
    }

    private static JsonAnswer answer(RoutingContext request, Function<RoutingContext, JsonAnswer> read) {
        try {
            return read.apply(request);
        } catch (StoreException | LogException e) {
            return JsonAnswer.problem(UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "A read failed path=%s", request.normalizedPath());
            return JsonAnswer.problem(FAILED, "the publisher failed: its log says why");
        }
    }
}
