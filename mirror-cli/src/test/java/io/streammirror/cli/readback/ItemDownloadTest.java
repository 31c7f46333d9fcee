package io.streammirror.cli.readback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.http.HttpCalls;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemDownloadTest {
    private static final byte[] CONTENT = "squashfs".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        server.createContext("/stuck", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 4);
            exchange.getResponseBody().flush();
            awaitEnd();
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/whole");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldFindNoFaultWhenItemIsWhole() {
        assertThat(fault("/whole", Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void shouldReportTimeoutWhenBodyStalls() {
        assertThat(fault("/stuck", Duration.ofMillis(200))).contains("Timeout");
    }

    @Test
    void shouldReportRedirect() {
        assertThat(fault("/moved", Duration.ofSeconds(10))).contains("302");
    }

    private String fault(String path, Duration idle) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        var expected = new Payload(new ItemPath("a/squashfs"), CONTENT.length, Sha256.of(CONTENT), Map.of());
        return new ItemDownload(new HttpCalls(), idle).fault(url, expected).orElse("");
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
