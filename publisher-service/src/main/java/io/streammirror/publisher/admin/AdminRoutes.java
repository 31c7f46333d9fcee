package io.streammirror.publisher.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.codec.Json;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.LogException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.sweep.SweepReport;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The routes of administration, on the management port only: {@code GET /admin/v1/mirrors}, {@code POST /admin/v1/mirrors/MIRROR/poll},
 * {@code …/accept}, and the orders about publications: {@code …/hold}, {@code …/release}, {@code …/rollback}, {@code …/pin},
 * {@code …/unpin}, {@code …/add-image}, {@code …/remove-image} and {@code …/promote}; {@code POST /admin/v1/sweep}.
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
    private final Supplier<PublicationOrders> orders;
    private final Supplier<ImageOrders> images;
    private final Supplier<Promotions> promotions;
    private final Supplier<Sweeper> sweeper;
    private final Gate gate;

    /**
     * @param administration looked up at the first request: routes are made before there are channels to Kafka
     */
    @Inject
    AdminRoutes(
            Instance<Administration> administration,
            Instance<PublicationOrders> orders,
            Instance<ImageOrders> images,
            Instance<Promotions> promotions,
            Instance<Sweeper> sweeper,
            Settings settings) {
        this(
                administration::get,
                orders::get,
                images::get,
                promotions::get,
                sweeper::get,
                AdminToken.read(settings.admin().tokenFile()));
    }

    AdminRoutes(
            Supplier<Administration> administration,
            Supplier<PublicationOrders> orders,
            Supplier<ImageOrders> images,
            Supplier<Promotions> promotions,
            Supplier<Sweeper> sweeper,
            Optional<AdminToken> token) {
        this.administration = administration;
        this.orders = orders;
        this.images = images;
        this.promotions = promotions;
        this.sweeper = sweeper;
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
        postTo(router, "/sweep", OK, this::sweep);
        order(router, "hold", (mirror, body) -> orders.get().hold(mirror, body.operator()));
        order(router, "release", (mirror, body) -> orders.get().release(mirror, ending(body), body.operator()));
        order(router, "rollback", (mirror, body) -> orders.get()
                .rollback(mirror, body.optional("publication"), body.operator()));
        order(router, "pin", (mirror, body) -> orders.get().pin(mirror, wanted(body), body.operator()));
        order(router, "add-image", (mirror, body) -> images.get().add(mirror, ImageRequest.parse(body)));
        order(router, "remove-image", (mirror, body) -> images.get()
                .remove(mirror, product(body), body.optional("version", VersionName::new), body.operator()));
        order(router, "unpin", (mirror, body) -> orders.get()
                .unpin(mirror, stream(body), product(body), body.operator()));
        order(router, "promote", (mirror, body) -> promotions
                .get()
                .promote(mirror, body.optional("publication"), body.operator()));
    }

    private void post(Router router, String verb, int status, Function<RoutingContext, ObjectNode> work) {
        postTo(router, "/mirrors/:mirror/" + verb, status, work);
    }

    private void postTo(Router router, String path, int status, Function<RoutingContext, ObjectNode> work) {
        router.post(ROOT + path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .blockingHandler(context -> answer(context, status, work), false);
    }

    private void order(Router router, String verb, BiFunction<MirrorName, AdminBody, OrderGiven> work) {
        post(router, verb, OK, context -> {
            MirrorName mirror = mirror(context);
            AdminBody body = AdminBody.parse(bytes(context));
            OrderGiven given = work.apply(mirror, body);
            if (given.changed()) {
                LOG.infof(
                        "An operator gave an order mirror=%s order=%s who=%s entry=%d",
                        mirror, verb, body.operator().who(), given.sequence());
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("mirror", mirror.value())
                    .put("sequence", given.sequence())
                    .put("changed", given.changed())
                    .put("told", given.told());
        });
    }

    /** {@code {"who": …, "why": …, "accept": PLAN}}, or {@code "dry-run": "true"} to look only. */
    private ObjectNode sweep(RoutingContext context) {
        AdminBody body = AdminBody.parse(bytes(context));
        Operator by = body.operator();
        boolean dryRun = body.optional("dry-run").filter("true"::equals).isPresent();
        Optional<String> accepted = body.optional("accept", AdminRoutes::planName);
        SweepReport report = dryRun
                ? sweeper.get().dryRun()
                : sweeper.get().sweep(new Sweeper.Request(by.who(), by.why(), accepted));
        LOG.infof(
                "A sweep was asked for who=%s outcome=%s objects=%d deleted=%d",
                by.who(), report.outcome().label(), report.objects(), report.deleted());
        return Json.mapper().valueToTree(report);
    }

    private static String planName(String text) {
        if (!text.matches("[0-9a-f]{12,64}")) {
            throw new IllegalArgumentException("a plan is named by at least the first 12 digits of its hash");
        }
        return text;
    }

    private static PublicationOrders.Ending ending(AdminBody body) {
        return body.optional("only")
                .map(only -> switch (only) {
                    case "hold" -> PublicationOrders.Ending.HOLD;
                    case "rollback" -> PublicationOrders.Ending.ROLLBACK;
                    default -> throw new AdminException(400, "'only' must be 'hold' or 'rollback'");
                })
                .orElse(PublicationOrders.Ending.ALL);
    }

    private static VersionSearch.Wanted wanted(AdminBody body) {
        return new VersionSearch.Wanted(stream(body), product(body), body.required("version", VersionName::new));
    }

    private static Optional<ContentId> stream(AdminBody body) {
        return body.optional("stream", ContentId::new);
    }

    private static ProductName product(AdminBody body) {
        return body.required("product", ProductName::new);
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
        ArrayNode polled = answer.putArray("polled");
        administration.get().polled().forEach(name -> polled.add(name.value()));
        return answer;
    }

    private ObjectNode poll(RoutingContext context) {
        MirrorName mirror = mirror(context);
        administration.get().poll(mirror);
        return JsonNodeFactory.instance.objectNode().put("mirror", mirror.value());
    }

    private ObjectNode accept(RoutingContext context) {
        MirrorName mirror = mirror(context);
        AcceptRequest request = AcceptRequest.parse(bytes(context));
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

    private static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
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
