package io.streammirror.publisher.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.config.Settings;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.LogException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.store.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The routes of administration, on the management port only: {@code GET /admin/v1/mirrors}, {@code POST /admin/v1/mirrors/MIRROR/poll} and
 * {@code …/accept}.
 */
@Singleton
final class AdminRoutes {
    private static final Logger LOG = Logger.getLogger(AdminRoutes.class);

    private static final String ROOT = "/admin/v1";

    /** A request has a few hundred bytes. */
    private static final long MAX_BODY = 16 * 1024;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Supplier<Administration> administration;
    private final Gate gate;

    /**
     * @param administration looked up at the first request: routes are made before there are channels to Kafka
     */
    @Inject
    AdminRoutes(Instance<Administration> administration, Settings settings) {
        this(administration::get, AdminToken.read(settings.admin().tokenFile()));
    }

    AdminRoutes(Supplier<Administration> administration, Optional<AdminToken> token) {
        this.administration = administration;
        this.gate = new Gate(token);
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        router.route(ROOT + "/*").handler(this::admit);
        router.get(ROOT + "/mirrors").handler(context -> answer(context, OK, this::mirrors));
        post(router, "poll", ACCEPTED, this::poll);
        post(router, "accept", OK, this::accept);
    }

    private void post(Router router, String verb, int status, Function<RoutingContext, ObjectNode> work) {
        router.post(ROOT + "/mirrors/:mirror/" + verb)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .blockingHandler(context -> answer(context, status, work), false);
    }

    /** Before anything of the body is looked at; what Quarkus has read of it by then is bounded by the configuration. */
    private void admit(RoutingContext context) {
        try {
            gate.check(context.request().getHeader(HttpHeaders.AUTHORIZATION));
            context.next();
        } catch (AdminException e) {
            send(context, e.status(), error(e.getMessage()));
        }
    }

    private ObjectNode mirrors(RoutingContext context) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode names = answer.putArray("mirrors");
        administration.get().mirrors().forEach(name -> names.add(name.value()));
        return answer;
    }

    private ObjectNode poll(RoutingContext context) {
        MirrorName mirror = mirror(context);
        administration.get().poll(mirror);
        return JsonNodeFactory.instance.objectNode().put("mirror", mirror.value());
    }

    private ObjectNode accept(RoutingContext context) {
        MirrorName mirror = mirror(context);
        Buffer body = context.body().buffer();
        AcceptRequest request = AcceptRequest.parse(body == null ? new byte[0] : body.getBytes());
        AcceptedCatalog accepted = administration.get().accept(mirror, request);
        LOG.infof(
                "An operator accepted a held change mirror=%s revision=%s who=%s",
                mirror, accepted.revision(), request.by().who());
        return JsonNodeFactory.instance
                .objectNode()
                .put("mirror", mirror.value())
                .put("revision", accepted.revision().hex())
                .put("sequence", accepted.sequence());
    }

    private static MirrorName mirror(RoutingContext context) {
        try {
            return new MirrorName(context.pathParam("mirror"));
        } catch (IllegalArgumentException e) {
            throw new AdminException(404, String.valueOf(e.getMessage()));
        }
    }

    private static void answer(RoutingContext context, int status, Function<RoutingContext, ObjectNode> work) {
        try {
            send(context, status, work.apply(context));
        } catch (AdminException e) {
            send(context, e.status(), error(e.getMessage()));
        } catch (StoreException | LogException e) {
            LOG.warnf(
                    "Administration failed path=%s reason=\"%s\"",
                    context.request().path(), e.getMessage());
            send(context, 503, error(e.getMessage()));
        }
    }

    private static ObjectNode error(@Nullable String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message);
    }

    private static void send(RoutingContext context, int status, ObjectNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body + "\n");
    }
}
