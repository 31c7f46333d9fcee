package io.streammirror.publisher.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The one port that is open to everybody: HTTP/1.1, with the limits that keep single clients from being a burden to the others.
 *
 * <p>Quarkus opens no port of its own for this, because what old MAAS versions send between requests must be dropped before HTTP sees
 * it, which takes a hold on each new connection.
 */
public final class PublicPort {
    private static final Logger LOG = Logger.getLogger(PublicPort.class);

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_URI_BYTES = 4096;
    /** Far beyond what it takes, even on a machine that is busy with much else. */
    private static final long START_SECONDS = 60;

    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final Address address;
    private final PortLimits limits;
    private final Optional<CertificateFiles> tls;
    private final Handler<HttpServerRequest> tree;
    private final Handler<HttpServerRequest> others;
    private final Predicate<String> ofOthers;
    private final Connections connections;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();

    /**
     * Where to listen.
     *
     * @param port 0 takes a free one
     */
    public record Address(String host, int port) {}

    /**
     * Opens nothing yet.
     *
     * @param tls without it the port speaks plain HTTP
     * @param tree answers on the event loop of the connection; waited for when the port closes
     * @param others answers, briefly, the paths that are theirs
     */
    public PublicPort(
            Vertx vertx,
            Address address,
            PortLimits limits,
            Optional<CertificateFiles> tls,
            Handler<HttpServerRequest> tree,
            Handler<HttpServerRequest> others,
            Predicate<String> ofOthers) {
        this.vertx = vertx;
        this.address = address;
        this.limits = limits;
        this.tls = tls;
        this.tree = tree;
        this.others = others;
        this.ofOthers = ofOthers;
        this.connections = new Connections(limits);
    }

    /** Returns when connections are taken; a port that cannot be had is an {@link IllegalStateException}. */
    public void open() {
        var options = options();
        // One server on each event loop, all behind the same port; a port that is only found by listening cannot be
        // shared.
        int loops = address.port() == 0 ? 1 : 2 * Runtime.getRuntime().availableProcessors();
        try {
            vertx.deployVerticle(() -> new Listener(options), new DeploymentOptions().setInstances(loops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "the public port " + address.host() + ":" + address.port() + " cannot be opened: "
                            + String.valueOf(e.getCause()),
                    e);
        }
        tls.ifPresent(files -> files.watch(vertx, this::use));
        LOG.infof(
                "Serving on %s://%s:%d transport=%s",
                tls.isPresent() ? "https" : "http",
                address.host(),
                port(),
                vertx.isNativeTransportEnabled() ? "epoll" : "nio");
    }

    /** Where it listens really. */
    public int port() {
        return servers.get(0).actualPort();
    }

    /** How many stray ends of bodies were dropped. */
    public long droppedStrays() {
        return dropped.sum();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return connections.open();
    }

    /** Takes no more requests, lets those under way end, and closes; returns after the patience at the latest. */
    public void close(Duration patience) {
        connections.finish();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (connections.open() > 0 && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (connections.busy() > 0) {
            LOG.warnf("Closing connections on which answers are still under way connections=%d", connections.busy());
        }
        servers.forEach(HttpServer::close);
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                // Its detection reads from a new connection before anything of ours can be put in front of HTTP.
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setIdleTimeout((int) limits.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        tls.ifPresent(files -> options.setSsl(true).setKeyCertOptions(files.read(vertx)));
        return options;
    }

    private void use(PemKeyCertOptions renewed) {
        var options = new SSLOptions().setKeyCertOptions(renewed);
        Future.all(servers.stream()
                        .map(server -> server.updateSSLOptions(options))
                        .toList())
                .onSuccess(done -> LOG.info("Using the renewed certificate"))
                .onFailure(failure -> LOG.warnf(
                        "The renewed certificate cannot be used; the former one stays reason=%s",
                        failure.getMessage()));
    }

    private void guard(HttpConnection connection) {
        if (!connections.admit(connection)) {
            return;
        }
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        var guard = new RequestGuard(limits.requestTimeout(), dropped);
        SslHandler ssl = pipeline.get(SslHandler.class);
        if (ssl == null) {
            pipeline.addFirst(guard);
        } else {
            pipeline.addAfter(pipeline.context(ssl).name(), "request-guard", guard);
        }
    }

    private void handle(HttpServerRequest request) {
        if (ofOthers.test(String.valueOf(request.path()))) {
            others.handle(request);
            return;
        }
        HttpConnection connection = request.connection();
        connections.begin(connection);
        request.response().endHandler(written -> connections.end(connection));
        tree.handle(request);
    }

    /** The server of one event loop. */
    private final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;

        Listener(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(PublicPort.this::guard)
                    .requestHandler(PublicPort.this::handle);
            server.listen().onSuccess(servers::add).<Void>mapEmpty().onComplete(started);
        }
    }
}
