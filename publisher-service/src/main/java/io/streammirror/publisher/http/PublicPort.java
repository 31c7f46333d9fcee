package io.streammirror.publisher.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
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
import io.vertx.core.net.impl.VertxHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The one port that is open to the public: HTTP/1.1, with limits that keep single clients from harming others.
 *
 * <p>Quarkus opens no port of its own for this. Old MAAS versions send bytes between requests, which must be dropped
 * before HTTP sees them. That takes a handler in front of HTTP on each new connection.
 */
public final class PublicPort {
    private static final Logger LOG = Logger.getLogger(PublicPort.class);

    private static final int MAX_HEADER_BYTES = 16 * 1024;

    /** Published paths have up to 900 characters below that of their mirror; each may take nine bytes in percent-encoded UTF-8. */
    private static final int MAX_URI_BYTES = 10 * 1024;

    /** Read from a connection at a time, and so withheld of it: nothing public takes a body. */
    private static final int MAX_READ_BYTES = 16 * 1024;

    /** Kept by the kernel for a client of a response that lasts. */
    private static final int MAX_UNREAD_BYTES = 64 * 1024;

    /** Far beyond what it takes, even on a machine that is busy with much else. */
    private static final long START_SECONDS = 60;

    private static final long CHECK_MILLIS = 20;
    private static final long WARNING_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

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
    private volatile Optional<Instant> certificateExpiry = Optional.empty();
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARNING_PAUSE_NANOS);

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
     * @param tree answers on the event loop of the connection
     * @param others answers the paths that {@code ofOthers} names
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

    /** Returns when connections are accepted; throws {@link IllegalStateException} for a port that cannot be opened. */
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

    /** The port it listens on. */
    public int port() {
        return servers.get(0).actualPort();
    }

    /** When the certificate in use expires; empty without TLS. */
    public Optional<Instant> certificateExpiry() {
        return certificateExpiry;
    }

    /** How many ends of bodies were dropped that stood between two requests. */
    public long strayEnds() {
        return dropped.sum();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return connections.open();
    }

    /**
     * Takes the connection of a response that lasts out of the limits of this port. The kernel keeps little of what such a client leaves
     * unread. {@link #close} does not wait for it.
     */
    public void detach(HttpConnection connection) {
        connections.detach(connection);
        ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_SNDBUF, MAX_UNREAD_BYTES);
    }

    /** Accepts no more requests, lets responses under way end, and closes; returns after the patience at the latest. */
    public void close(Duration patience) {
        connections.finish();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (connections.open() > 0 && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (connections.busy() > 0) {
            LOG.warnf("Closing connections on which responses are still under way connections=%d", connections.busy());
        }
        servers.forEach(HttpServer::close);
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                // Its detection reads from a new connection before the guard is in front of HTTP.
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setIdleTimeout((int) limits.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        tls.ifPresent(files -> {
            PemKeyCertOptions read = files.read(vertx);
            certificateExpiry = CertificateFiles.expiry(read);
            options.setSsl(true).setKeyCertOptions(read);
        });
        return options;
    }

    private void use(PemKeyCertOptions renewed) {
        var options = new SSLOptions().setKeyCertOptions(renewed);
        Future.all(servers.stream()
                        .map(server -> server.updateSSLOptions(options))
                        .toList())
                .onSuccess(done -> {
                    certificateExpiry = CertificateFiles.expiry(renewed);
                    LOG.info("Using the renewed certificate");
                })
                .onFailure(failure -> LOG.warnf(
                        "The renewed certificate cannot be used; the previous one stays in use reason=%s",
                        failure.getMessage()));
    }

    private void admit(HttpConnection connection) {
        connections
                .admit(connection, ClientAddress.of(connection))
                .ifPresentOrElse(client -> guard(connection, client), this::warnOfRefusal);
    }

    private void guard(HttpConnection connection, Connections.Connected client) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 1024, MAX_READ_BYTES));
        ChannelPipeline pipeline = channel.pipeline();
        var exchange = new Exchange(limits.requestTimeout(), dropped, client::begin, client::end);
        SslHandler ssl = pipeline.get(SslHandler.class);
        if (ssl == null) {
            pipeline.addFirst(exchange.guard());
        } else {
            pipeline.addAfter(pipeline.context(ssl).name(), "request-guard", exchange.guard());
        }
        pipeline.addBefore(pipeline.context(VertxHandler.class).name(), "exchange", exchange);
    }

    /** Once a minute at most: an operator needs to know, and an attacker must not fill the log. */
    private void warnOfRefusal() {
        long now = System.nanoTime();
        long before = warned.get();
        if (now - before > WARNING_PAUSE_NANOS && warned.compareAndSet(before, now)) {
            LOG.warnf(
                    "Closed a new connection because the public port, or the address of the client, has too many: "
                            + "see serve.connections and serve.connections-per-client connections=%d",
                    connections.open());
        }
    }

    private void handle(HttpServerRequest request) {
        if (ofOthers.test(String.valueOf(request.path()))) {
            others.handle(request);
        } else {
            tree.handle(request);
        }
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
                    .connectionHandler(PublicPort.this::admit)
                    .requestHandler(PublicPort.this::handle);
            server.listen().onSuccess(servers::add).<Void>mapEmpty().onComplete(started);
        }
    }
}
