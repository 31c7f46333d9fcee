package io.streammirror.publisher.serve;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.publication.Publication;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The public routes on a plain Vert.x server on loopback, before an {@link UnreliableS3}. */
final class PublicServer implements AutoCloseable {
    static final String NO_ANSWER = "(closed without an answer)";

    private static final long TIMEOUT_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TreeHolder trees = new TreeHolder();
    private final UnreliableS3 s3;
    private final HttpServer server;

    PublicServer() throws Exception {
        s3 = new UnreliableS3(vertx);
        var clock = Clock.fixed(TestTrees.UPDATED, ZoneOffset.UTC);
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, TestTrees.UPDATED);
        Router router = Router.router(vertx);
        new PublicRoutes(new PublicSite(trees, mirror -> List.of(), key.publicKeyring(), clock), vertx, s3)
                .register(router);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    UnreliableS3 s3() {
        return s3;
    }

    /** Makes a publication live, as if it had been loaded from the store. */
    void serve(Publication publication) {
        var live = ServedPublication.of(publication.id(), publication);
        var documents = new DocumentLoader(s3, Map.of());
        documents.hold(live);
        var mirror = new MirrorTree(TestTrees.MIRROR, TestTrees.BASE, true, Optional.of(live), List.of());
        trees.swap(new ServedTree(1, List.of(mirror), documents.held()));
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The status line of an answer to a request target that no decent client would send. */
    String rawStatus(String target) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse(NO_ANSWER);
        }
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
