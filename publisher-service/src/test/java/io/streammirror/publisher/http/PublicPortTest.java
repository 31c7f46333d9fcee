package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicPortTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private PublicPort port;

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        port.close(Duration.ZERO);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void moreConnectionsThanAllowedAreClosedWithoutAnAnswer() throws Exception {
        open(2, 0);
        Socket first = connected();
        connected();

        assertThat(isClosed(socket())).isTrue();

        first.close();
        await(() -> port.openConnections() == 1);
        assertThat(ask(socket(), "/")).startsWith("HTTP/1.1 200");
    }

    @Test
    void oneClientCannotTakeAllConnections() throws Exception {
        open(100, 1);
        connected();

        assertThat(isClosed(socket())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5000, 1, 414", "1, 20000, 431", "4000, 100, 200"})
    void heads(int uri, int header, int status) throws Exception {
        open(100, 0);
        Socket socket = socket();

        send(socket, "GET /" + "u".repeat(uri) + " HTTP/1.1\r\nHost: x\r\nX-Long: " + "h".repeat(header) + "\r\n\r\n");

        assertThat(readHead(socket)).contains(" " + status + " ");
    }

    @Test
    void whoeverSendsNoRequestIsCutOff() throws Exception {
        open(new PortLimits(100, 0, Duration.ofMillis(200), Duration.ofSeconds(60)));
        Socket dripping = socket();
        send(dripping, "GET / HTT");

        assertThat(isClosed(dripping)).isTrue();
        assertThat(isClosed(socket())).isTrue();
    }

    @Test
    void pathsOfOthersGoToThem() throws Exception {
        open(100, 0);

        assertThat(ask(socket(), "/api/x")).startsWith("HTTP/1.1 202");
    }

    @Test
    void anEndInOrderLetsAnswersUnderWayEnd() throws Exception {
        open(100, 0);
        Socket idle = connected();
        Socket busy = socket();
        send(busy, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        await(() -> held.size() == 1);

        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> port.close(LONG));

        assertThat(isClosed(idle)).isTrue();
        assertThat(isClosed(socket())).isTrue();
        assertThat(end).isNotDone();
        held.get(0).response().end("whole");
        assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200")
                .endsWith("whole");
        end.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void anEndDoesNotWaitForEver() throws Exception {
        open(100, 0);
        Socket busy = socket();
        send(busy, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        await(() -> held.size() == 1);

        port.close(Duration.ofMillis(100));

        assertThat(isClosed(busy)).isTrue();
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() throws Exception {
        open(100, 0);
        var second = new PublicPort(
                vertx,
                new PublicPort.Address("127.0.0.2", 1),
                new PortLimits(1, 0),
                Optional.of(new CertificateFiles(Path.of("/none.pem"), Path.of("/none.pem"))),
                request -> {},
                request -> {},
                path -> false);

        assertThatThrownBy(second::open).hasMessageContaining("/none.pem").hasMessageContaining("cannot be read");
    }

    private void open(int connections, int perClient) {
        open(new PortLimits(connections, perClient));
    }

    private void open(PortLimits limits) {
        port = new PublicPort(
                vertx,
                new PublicPort.Address("127.0.0.1", 0),
                limits,
                Optional.empty(),
                request -> {
                    if (request.path().equals("/held")) {
                        held.add(request);
                    } else {
                        request.response().end("ok");
                    }
                },
                request -> request.response().setStatusCode(202).end(),
                path -> path.startsWith("/api/"));
        port.open();
    }

    private Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port.port());
        socket.setSoTimeout((int) LONG.toMillis());
        sockets.add(socket);
        return socket;
    }

    private Socket connected() throws IOException {
        Socket socket = socket();
        assertThat(ask(socket, "/")).startsWith("HTTP/1.1 200");
        return socket;
    }

    private static String ask(Socket socket, String path) throws IOException {
        send(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        return readHead(socket);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Whether nothing but the end comes. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            int next = socket.getInputStream().read();
            while (next >= 0 && next != 'H') {
                next = socket.getInputStream().read();
            }
            return next < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
