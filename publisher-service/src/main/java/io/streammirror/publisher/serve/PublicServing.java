package io.streammirror.publisher.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.streammirror.config.Settings;
import io.streammirror.publisher.cache.DiskCache;
import io.streammirror.publisher.eventstream.EventStreams;
import io.streammirror.publisher.http.CertificateFiles;
import io.streammirror.publisher.http.PortLimits;
import io.streammirror.publisher.http.PublicPort;
import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageService;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.scrub.DamageWatch;
import io.streammirror.publisher.scrub.VerifiedCopies;
import io.streammirror.service.trace.Traces;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the public port once there is a tree to serve, and closes it in order. */
@Singleton
class PublicServing implements VerifiedCopies {
    /** Answered by the routes of Quarkus, with 503 until it has them; no mirror can be configured below them. */
    private static final List<String> OF_QUARKUS = List.of("/api/", "/q/");

    private final Settings.Serve settings;
    private final StoreClient store;
    private final Optional<DiskCache> cache;
    private final EventStreams events;
    private final StoreLinkSource cached;
    private final CacheMetrics cacheMetrics;
    private final PublicPort port;

    PublicServing(
            Settings settings,
            PublicSite site,
            PageService pages,
            ObjectStore store,
            Vertx vertx,
            EventStreams events,
            ReaderIntake readers,
            DamageWatch damage,
            Clock clock,
            MeterRegistry meters,
            Traces traces,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.settings = settings.serve();
        this.events = events;
        this.store = new StoreClient(vertx, store, this.settings.storeConnections(), damage::isDamaged);
        this.cached = new StoreLinkSource(store, damage::isDamaged, damage::suspect);
        this.cache = DiskCache.open(this.settings.cache().path(), this.settings.cacheSize(), cached);
        this.cacheMetrics = new CacheMetrics(cache);
        var routes = new PublicRoutes(
                site,
                new ItemSender(vertx, this.store, cache, new ItemMetrics(meters)),
                new PageResponder(vertx, pages, Audience.PUBLIC),
                new ReaderWatch(readers, clock, this.settings.traceRequests() ? traces : Traces.OFF));
        this.port = new PublicPort(
                vertx,
                new PublicPort.Address(host, port),
                new PortLimits(this.settings.connections(), this.settings.connectionsPerClient()),
                this.settings
                        .tls()
                        .map(certificate -> new CertificateFiles(
                                certificate, this.settings.tlsKey().orElse(certificate))),
                routes::handle,
                this::handleOthers,
                path -> OF_QUARKUS.stream().anyMatch(path::startsWith));
    }

    private void handleOthers(HttpServerRequest request) {
        if (EventStreams.PATH.equals(request.path())) {
            events.handle(request, () -> port.detach(request.connection()));
        } else {
            VertxHttpRecorder.getRootHandler().handle(request);
        }
    }

    @Override
    public Optional<Path> of(Sha256 blob) {
        return cache.flatMap(files -> files.find(blob));
    }

    /** Not before, because what gauges read must exist. */
    void register(@Observes StartupEvent start, MeterRegistry meters) {
        cacheMetrics.register(meters);
        TimeGauge.builder(
                        "stream.mirror.certificate.expiry.timestamp",
                        port,
                        TimeUnit.SECONDS,
                        open -> open.certificateExpiry()
                                .map(expiry -> (double) expiry.getEpochSecond())
                                .orElse(Double.NaN))
                .description("When the certificate of the public port expires; NaN without TLS")
                .register(meters);
        Gauge.builder("stream.mirror.public.connections", port, PublicPort::openConnections)
                .description("Connections to the public port that are open")
                .register(meters);
        FunctionCounter.builder("stream.mirror.public.stray.ends", port, PublicPort::strayEnds)
                .description("Ends of bodies between two requests, as old MAAS releases send them, that were dropped")
                .register(meters);
    }

    /** After the first read of the log, so that the first request finds the tree; before the messaging, which readers do not need. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start) {
        port.open();
    }

    /** Before the store and everything else that answers need is taken down. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stop) {
        events.finish();
        port.close(settings.drainTimeout());
        cache.ifPresent(DiskCache::close);
        cached.close();
        store.close();
    }
}
