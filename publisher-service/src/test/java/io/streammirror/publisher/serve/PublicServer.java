package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streammirror.api.ReaderInfo;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.cache.DiskCache;
import io.streammirror.publisher.eventstream.EventStreams;
import io.streammirror.publisher.http.PortLimits;
import io.streammirror.publisher.http.PublicPort;
import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageContent;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PageRequest;
import io.streammirror.publisher.page.PageService;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.readers.ReaderTable;
import io.streammirror.service.trace.RecordedTraces;
import io.streammirror.simplestreams.Sha256;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public routes on a public port on loopback, before an {@link UnreliableS3}. */
final class PublicServer implements AutoCloseable {
    static final String NO_ANSWER = "(closed without an answer)";

    private static final long TIMEOUT_SECONDS = 10;

    /** With the transport that the publisher takes. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TreeHolder trees = new TreeHolder();
    private final ReaderTable readers = new ReaderTable(TestTrees.UPDATED);
    private final ReaderIntake intake = new ReaderIntake(readers);
    private final RecordedTraces traces = new RecordedTraces();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Set<Sha256> damaged = ConcurrentHashMap.newKeySet();
    private final Set<Sha256> suspects = ConcurrentHashMap.newKeySet();
    private final UnreliableS3 s3;
    private final Optional<DiskCache> cache;
    private final PageService pages;
    private final PublicPort port;
    private volatile EventStreams events;

    /** Without a cache. */
    PublicServer() throws Exception {
        this(100);
    }

    /** Without a cache; serves these pages of these mirrors. */
    PublicServer(Set<MirrorName> mirrors, List<SitePage> pages) throws Exception {
        this(Path.of("unused"), 0, 100, new PageService(mirrors, pages));
    }

    /** Without a cache. */
    PublicServer(int storeConnections) throws Exception {
        this(Path.of("unused"), 0, storeConnections, stub());
    }

    PublicServer(Path cacheDirectory, long cacheSize) throws Exception {
        this(cacheDirectory, cacheSize, 100, stub());
    }

    private static PageService stub() {
        return new PageService(Set.of(TestTrees.MIRROR), List.of(new FrontPageStub()));
    }

    private PublicServer(Path cacheDirectory, long cacheSize, int storeConnections, PageService pages)
            throws Exception {
        this.pages = pages;
        s3 = new UnreliableS3(vertx);
        events = new EventStreams(vertx);
        var clock = Clock.fixed(TestTrees.UPDATED, ZoneOffset.UTC);
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, TestTrees.UPDATED);
        var store = new StoreClient(vertx, s3, storeConnections, damaged::contains);
        cache = DiskCache.open(cacheDirectory, cacheSize, new StoreLinkSource(s3, damaged::contains, suspects::add));
        var routes = new PublicRoutes(
                new PublicSite(trees, pages, key.publicKeyring(), clock),
                new ItemSender(vertx, store, cache, new ItemMetrics(meters)),
                new PageResponder(vertx, pages, Audience.PUBLIC),
                new ReaderWatch(intake, clock, traces.traces()));
        port = new PublicPort(
                vertx,
                new PublicPort.Address("127.0.0.1", 0),
                new PortLimits(100, 0),
                Optional.empty(),
                routes::handle,
                this::handleOthers,
                path -> path.startsWith("/api/"));
        port.open();
    }

    private void handleOthers(HttpServerRequest request) {
        if (EventStreams.PATH.equals(request.path())) {
            events.handle(request, () -> port.detach(request.connection()));
        } else {
            request.response().end("api");
        }
    }

    /** The requests that have ended, as spans. */
    RecordedTraces traces() {
        return traces;
    }

    /** The event streams of clients. */
    EventStreams events() {
        return events;
    }

    /** Ends all event streams, and refuses others. */
    void cutEvents() {
        events.finish();
    }

    /** Admits event streams again, as another process does. */
    void restoreEvents() {
        events = new EventStreams(vertx);
    }

    /** The blobs that are known to be damaged. */
    Set<Sha256> damaged() {
        return damaged;
    }

    /** The blobs that the cache has read with wrong bytes. */
    Set<Sha256> suspects() {
        return suspects;
    }

    /** The documents of the served tree that are in memory. */
    Map<Sha256, InMemory> documents() {
        return trees.current().orElseThrow().documents();
    }

    /** The one client of this server; fails where there is another number of them. */
    ReaderInfo reader() {
        return intake.report(TestTrees.UPDATED).readers().stream()
                .reduce((one, other) -> {
                    throw new AssertionError(one + " and " + other);
                })
                .orElseThrow();
    }

    /** The mirror that is served. */
    MirrorTree tree() {
        return trees.current().orElseThrow().mirrors().get(0);
    }

    DiskCache cache() {
        return cache.orElseThrow();
    }

    /** How many responses with this source and outcome were counted. */
    double responses(String source, String outcome) {
        return meters.get("stream.mirror.item.responses")
                .tags("source", source, "outcome", outcome)
                .counter()
                .count();
    }

    /** How many bytes of items from this source were counted. */
    double itemBytes(String source) {
        return meters.get("stream.mirror.item.response")
                .tag("source", source)
                .counter()
                .count();
    }

    int port() {
        return port.port();
    }

    UnreliableS3 s3() {
        return s3;
    }

    /** Makes a publication live, as if it had been loaded from the store. */
    void serve(Publication publication) {
        var live = ServedPublication.of(publication.id(), TestTrees.SIGNER, publication);
        var documents = new DocumentLoader(
                s3, trees.current().map(ServedTree::documents).orElse(Map.of()));
        documents.hold(live);
        var mirror = new MirrorTree(TestTrees.MIRROR, TestTrees.BASE, true, Optional.of(live), List.of());
        var tree = new ServedTree(1, List.of(mirror), documents.held());
        readers.serve(ReaderPlans.of(tree, readers.served()));
        trees.swap(tree);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The status line of an answer to a request target that no decent client would send. */
    String rawStatus(String target) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse(NO_ANSWER);
        }
    }

    /** Asks, reads the first bytes of the answer, and is gone. */
    void getAndHangUp(String target, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            String head = "GET " + target + " HTTP/1.1\r\nHost: x\r\n"
                    + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        }
    }

    @Override
    public void close() {
        events.finish();
        port.close(Duration.ZERO);
        pages.close();
        cache.ifPresent(DiskCache::close);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** A front page without a state behind it. */
    private static final class FrontPageStub implements SitePage {
        @Override
        public PageKind kind() {
            return PageKind.OVERVIEW;
        }

        @Override
        public PageContent content(PageRequest request) {
            return new PageContent(
                    "error", "", new PageService.ErrorView("Front", String.valueOf(request.query()), request.root()));
        }
    }
}
