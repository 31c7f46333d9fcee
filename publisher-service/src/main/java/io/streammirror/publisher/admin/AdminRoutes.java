package io.streammirror.publisher.admin;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.api.AcceptRequest;
import io.streammirror.api.AcceptResult;
import io.streammirror.api.ApiJson;
import io.streammirror.api.ImageRequest;
import io.streammirror.api.ImportRequest;
import io.streammirror.api.MirrorList;
import io.streammirror.api.NotificationTestRequest;
import io.streammirror.api.OperatorRequest;
import io.streammirror.api.OrderRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.api.PollResult;
import io.streammirror.api.SweepReport;
import io.streammirror.api.SweepRequest;
import io.streammirror.api.VerifyRequest;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.LogException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.query.ApiResponses;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.StoreException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The routes of administration, on the management port only: {@code GET /admin/v1/mirrors}, {@code POST /admin/v1/mirrors/MIRROR/poll},
 * {@code …/accept}, the orders {@code …/hold}, {@code …/release}, {@code …/rollback}, {@code …/pin}, {@code …/unpin},
 * {@code …/reset-time},
 * {@code …/add-image}, {@code …/remove-image}, {@code …/promote} and {@code …/import}, {@code POST /admin/v1/sweep},
 * {@code POST /admin/v1/notifications/test}, and {@code POST} and {@code GET /admin/v1/verify}.
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
    private final Supplier<BundleImports> imports;
    private final Supplier<Sweeper> sweeper;
    private final Supplier<NotificationTests> notifications;
    private final Supplier<Verifications> verifications;
    private final AdminAuthenticator authenticator;

    /** Beans are looked up at the first request, because routes are registered before the channels to Kafka exist. */
    @Inject
    AdminRoutes(
            Instance<Administration> administration,
            Instance<PublicationOrders> orders,
            Instance<ImageOrders> images,
            Instance<Promotions> promotions,
            Instance<BundleImports> imports,
            Instance<Sweeper> sweeper,
            Instance<NotificationTests> notifications,
            Instance<Verifications> verifications,
            Settings settings) {
        this(
                administration::get,
                orders::get,
                images::get,
                promotions::get,
                imports::get,
                sweeper::get,
                notifications::get,
                verifications::get,
                AdminToken.read(settings.admin().tokenFile()));
    }

    AdminRoutes(
            Supplier<Administration> administration,
            Supplier<PublicationOrders> orders,
            Supplier<ImageOrders> images,
            Supplier<Promotions> promotions,
            Supplier<BundleImports> imports,
            Supplier<Sweeper> sweeper,
            Supplier<NotificationTests> notifications,
            Supplier<Verifications> verifications,
            Optional<AdminToken> token) {
        this.administration = administration;
        this.orders = orders;
        this.images = images;
        this.promotions = promotions;
        this.imports = imports;
        this.sweeper = sweeper;
        this.notifications = notifications;
        this.verifications = verifications;
        this.authenticator = new AdminAuthenticator(token);
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        router.route(ROOT + "/*").handler(this::authenticate).failureHandler(AdminRoutes::failed);
        router.get(ROOT + "/mirrors").handler(context -> answer(context, OK, this::mirrors));
        post(router, "/sweep", OK, context -> sweep(RequestBody.read(context, SweepRequest.class)));
        post(router, "/verify", ACCEPTED, context -> verifications
                .get()
                .begin(RequestBody.read(context, VerifyRequest.class)));
        router.get(ROOT + "/verify")
                .handler(context ->
                        answer(context, OK, read -> verifications.get().report()));
        post(router, "/notifications/test", OK, context -> notifications
                .get()
                .test(RequestBody.read(context, NotificationTestRequest.class)));
        post(router, "/mirrors/:mirror/poll", ACCEPTED, this::poll);
        post(router, "/mirrors/:mirror/accept", OK, this::accept);
        order(router, "hold", OrderRequest.class, (mirror, request, by) -> orders.get()
                .hold(mirror, by));
        order(router, "release", OrderRequest.class, (mirror, request, by) -> orders.get()
                .release(mirror, request.only(), by));
        order(router, "rollback", OrderRequest.class, (mirror, request, by) -> orders.get()
                .rollback(mirror, Optional.ofNullable(request.publication()), by));
        order(router, "pin", OrderRequest.class, (mirror, request, by) -> orders.get()
                .pin(mirror, wanted(request), by));
        order(router, "reset-time", OrderRequest.class, (mirror, request, by) -> orders.get()
                .resetTime(mirror, by));
        order(router, "unpin", OrderRequest.class, (mirror, request, by) -> orders.get()
                .unpin(mirror, Optional.ofNullable(request.stream()), product(request), by));
        order(router, "add-image", ImageRequest.class, (mirror, request, by) -> images.get()
                .add(mirror, request, by));
        order(router, "remove-image", OrderRequest.class, (mirror, request, by) -> images.get()
                .remove(mirror, product(request), Optional.ofNullable(request.version()), by));
        order(router, "promote", OrderRequest.class, (mirror, request, by) -> promotions
                .get()
                .promote(mirror, Optional.ofNullable(request.publication()), by));
        order(router, "import", ImportRequest.class, (mirror, request, by) -> imports.get()
                .take(mirror, request, by));
    }

    /** Carries out one kind of order. */
    private interface Order<T> {
        OrderResult carryOut(MirrorName mirror, T request, Operator by);
    }

    private <T extends OperatorRequest> void order(Router router, String verb, Class<T> type, Order<T> order) {
        post(router, "/mirrors/:mirror/" + verb, OK, context -> {
            MirrorName mirror = mirror(context);
            T request = RequestBody.read(context, type);
            Operator by = Operator.of(request);
            OrderResult result = order.carryOut(mirror, request, by);
            if (result.changed()) {
                LOG.infof(
                        "An operator gave an order mirror=%s order=%s who=%s entry=%d",
                        mirror, verb, by.who(), result.sequence());
            }
            return result;
        });
    }

    private void post(Router router, String path, int status, Function<RoutingContext, Object> work) {
        router.post(ROOT + path)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .blockingHandler(context -> answer(context, status, work), false);
    }

    private SweepReport sweep(SweepRequest request) {
        Operator by = Operator.of(request);
        SweepReport report = request.dryRun()
                ? sweeper.get().dryRun()
                : sweeper.get().sweep(new Sweeper.Request(by.who(), by.why(), Optional.ofNullable(request.accept())));
        LOG.infof(
                "An operator asked for a sweep who=%s outcome=%s objects=%d deleted=%d",
                by.who(), report.outcome().label(), report.objects(), report.deleted());
        return report;
    }

    private static VersionSearch.Wanted wanted(OrderRequest request) {
        ProductName product = product(request);
        VersionName version = request.version();
        if (version == null) {
            throw missing("version");
        }
        return new VersionSearch.Wanted(Optional.ofNullable(request.stream()), product, version);
    }

    private static ProductName product(OrderRequest request) {
        ProductName product = request.product();
        if (product == null) {
            throw missing("product");
        }
        return product;
    }

    private static AdminException missing(String field) {
        return new AdminException(400, "'" + field + "' is missing");
    }

    /** Runs before the body is parsed; the configuration limits what Quarkus has read of it by then. */
    private void authenticate(RoutingContext context) {
        try {
            authenticator.check(context.request().getHeader(HttpHeaders.AUTHORIZATION));
            context.next();
        } catch (AdminException e) {
            fail(context, e.status(), e.getMessage());
        }
    }

    private MirrorList mirrors(RoutingContext context) {
        return new MirrorList(
                List.copyOf(administration.get().mirrors()),
                administration.get().polled());
    }

    private PollResult poll(RoutingContext context) {
        MirrorName mirror = mirror(context);
        administration.get().poll(mirror);
        return new PollResult(mirror);
    }

    private AcceptResult accept(RoutingContext context) {
        MirrorName mirror = mirror(context);
        AcceptRequest request = RequestBody.read(context, AcceptRequest.class);
        AcceptedCatalog accepted = administration.get().accept(mirror, request);
        LOG.infof(
                "An operator accepted a held change mirror=%s revision=%s who=%s",
                mirror, accepted.revision(), request.who());
        return new AcceptResult(mirror, accepted.revision(), accepted.sequence());
    }

    private static MirrorName mirror(RoutingContext context) {
        try {
            return new MirrorName(context.pathParam("mirror"));
        } catch (IllegalArgumentException e) {
            throw new AdminException(404, String.valueOf(e.getMessage()));
        }
    }

    private static void answer(RoutingContext context, int status, Function<RoutingContext, Object> work) {
        try {
            send(context, status, work.apply(context));
        } catch (AdminException e) {
            fail(context, e.status(), e.getMessage());
        } catch (StoreException | LogException e) {
            LOG.warnf(
                    "A request of an administrator failed path=%s reason=%s",
                    context.request().path(), e.getMessage());
            fail(context, 503, e.getMessage());
        }
    }

    /** A body that is too large, or a defect. */
    private static void failed(RoutingContext context) {
        if (context.statusCode() >= 500 && context.failure() != null) {
            LOG.errorf(
                    context.failure(),
                    "A request of an administrator failed path=%s",
                    context.request().path());
        }
        fail(
                context,
                context.statusCode(),
                context.statusCode() == 413
                        ? "the body is larger than " + MAX_BODY + " bytes"
                        : "the publisher failed: its log says why");
    }

    private static void fail(RoutingContext context, int status, @Nullable String reason) {
        ApiResponses.send(context.request(), JsonAnswer.problem(status, String.valueOf(reason)));
    }

    private static void send(RoutingContext context, int status, Object body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(ApiJson.text(body) + "\n");
    }
}
