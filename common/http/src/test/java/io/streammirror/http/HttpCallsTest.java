package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpCalls http = new HttpCalls();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> {
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isHead ? -1 : 1000);
            if (!isHead) {
                exchange.getResponseBody().write(new byte[1000]);
            }
            exchange.close();
        });
        server.createContext("/stalled", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            awaitEnd();
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            awaitEnd();
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
    void shouldReadBodyUpToLimit() throws IOException {
        assertThat(http.bytes(url("/whole"), new HttpGet(url("/whole")), LONG, 1000)
                        .body())
                .hasSize(1000);
    }

    @Test
    void shouldReadFromHostWithUnderscore() throws IOException {
        var options = HttpOptions.of(LONG, LONG, 1).withDns(new LoopbackDns());
        URI url = URI.create("http://my_publisher:" + server.getAddress().getPort() + "/whole");

        assertThat(new HttpCalls(options)
                        .bytes(url, new HttpGet(url), LONG, 1000)
                        .body())
                .hasSize(1000);
        assertThat(new HttpCalls(options).status("HEAD", url, LONG)).isEqualTo(200);
    }

    @Test
    void shouldFailWhenBodyExceedsLimit() {
        assertThatThrownBy(() -> http.bytes(url("/whole"), new HttpGet(url("/whole")), LONG, 999))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 999 bytes");
    }

    @Test
    void shouldTimeOutWhenBodyStalls() {
        assertThatThrownBy(
                        () -> http.bytes(url("/stalled"), new HttpGet(url("/stalled")), Duration.ofMillis(200), 1000))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("no data for 200 ms");
    }

    @Test
    void shouldTimeOutWhenServerDoesNotAnswer() {
        assertThatThrownBy(() -> http.bytes(url("/silent"), new HttpGet(url("/silent")), Duration.ofMillis(200), 1000))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void shouldStopAndStayInterruptedWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> http.bytes(url("/silent"), new HttpGet(url("/silent")), LONG, 1000))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
