package io.streammirror.upstream.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.credentials.Credentials;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.upstream.MetadataReader.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of documents on loopback, and two readers of it: one that waits, and one that soon gives up. */
abstract class MetadataServerFixture {
    static final byte[] BODY = "the document".getBytes(StandardCharsets.UTF_8);
    static final Validators VALIDATORS = new Validators("\"v1\"", "Thu, 24 Jul 2025 08:01:49 GMT");

    static final Timeouts HASTY = new Timeouts(
            Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(400), 1, Duration.ofSeconds(9));

    final CountDownLatch over = new CountDownLatch(1);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final HttpMetadataReader patient = new HttpMetadataReader(EnvironmentProxies.NONE);

    final HttpMetadataReader hasty =
            new HttpMetadataReader(HASTY, Credentials.NONE, EnvironmentProxies.NONE, Clock.systemUTC());

    HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    static void documentUnlessKnown(HttpExchange exchange) throws IOException {
        boolean known = VALIDATORS.etag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                && VALIDATORS.lastModified().equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
        exchange.getResponseHeaders().add("ETag", VALIDATORS.etag());
        exchange.getResponseHeaders().add("Last-Modified", VALIDATORS.lastModified());
        exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : BODY.length);
        if (!known) {
            exchange.getResponseBody().write(BODY);
        }
        exchange.close();
    }

    static void send(HttpExchange exchange, String encoding, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", encoding);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
