package io.streammirror.publisher.eventstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streammirror.publisher.http.PortLimits;
import io.streammirror.publisher.http.PublicPort;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a public port that has room for two connections of downloads. */
class EventStreamsTest {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final EventStreams events = new EventStreams(vertx, Duration.ofMillis(100));
    private final List<Socket> sockets = new ArrayList<>();
    private final PublicPort port = new PublicPort(
            vertx,
            new PublicPort.Address("127.0.0.1", 0),
            new PortLimits(2, 0),
            Optional.empty(),
            request -> request.response().end("tree"),
            this::follow,
            EventStreams.PATH::equals);

    private void follow(HttpServerRequest request) {
        events.handle(request, () -> port.detach(request.connection()));
    }

    @BeforeEach
    void open() {
        port.open();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        events.finish();
        port.close(Duration.ZERO);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldSendHeadStateAndEvents() throws Exception {
        events.publish(EventKind.STATE, "one", Map.of("state", "settled"));
        BufferedReader stream = stream("127.0.0.1", "");

        assertThat(head(stream))
                .contains("200 OK", "content-type: text/event-stream", "cache-control: no-store")
                .contains("X-Accel-Buffering: no");
        assertThat(lines(stream, "data:")).isEqualTo("data: {\"state\":\"settled\"}");

        events.publish(EventKind.PUBLICATION, "one", Map.of("publication", "p"));

        assertThat(lines(stream, "event:")).isEqualTo("event: publication");
        assertThat(lines(stream, "data:")).isEqualTo("data: {\"publication\":\"p\"}");
    }

    @Test
    void shouldResumeAfterTheLastEventOfTheClient() throws Exception {
        events.publish(EventKind.STATE, "one", "first");
        BufferedReader before = stream("127.0.0.1", "");
        String id = lines(before, "id:").substring("id: ".length());
        events.publish(EventKind.STATE, "one", "second");
        events.publish(EventKind.STATE, "one", "third");

        BufferedReader after = stream("127.0.0.1", "Last-Event-ID: " + id + "\r\n");

        assertThat(lines(after, "data:")).isEqualTo("data: \"second\"");
        assertThat(lines(after, "data:")).isEqualTo("data: \"third\"");
    }

    @Test
    void shouldSendCommentsWhileNothingHappens() throws Exception {
        BufferedReader stream = stream("127.0.0.1", "");

        assertThat(lines(stream, ":")).isEqualTo(":");
        assertThat(lines(stream, ":")).isEqualTo(":");
    }

    @Test
    void shouldNotCountAmongConnectionsOfDownloads() throws Exception {
        for (int i = 0; i < EventStreams.MAX_STREAMS_PER_CLIENT; i++) {
            assertThat(head(stream("127.0.0.1", ""))).contains("200 OK");
        }

        assertThat(port.openConnections()).isZero();
        assertThat(head(ask("127.0.0.1", "/tree", ""))).contains("200 OK");
    }

    @Test
    void shouldRefuseMoreStreamsOfOneAddressThanItsLimit() throws Exception {
        for (int i = 0; i < EventStreams.MAX_STREAMS_PER_CLIENT; i++) {
            head(stream("127.0.0.2", ""));
        }

        assertThat(head(stream("127.0.0.2", ""))).contains(" 429 ").contains("retry-after: 30");
        assertThat(head(stream("127.0.0.3", ""))).contains(" 200 ");

        sockets.get(0).close();
        await().until(() -> head(stream("127.0.0.2", "")).contains(" 200 "));
    }

    @Test
    void shouldRefuseMoreStreamsThanTheLimitOfAll() throws Exception {
        for (int i = 0; i < EventStreams.MAX_STREAMS; i++) {
            head(stream("127.0.1." + i / EventStreams.MAX_STREAMS_PER_CLIENT, ""));
        }

        assertThat(head(stream("127.0.0.2", ""))).contains(" 503 ");
        assertThat(head(ask("127.0.0.2", "/tree", ""))).contains(" 200 ");
    }

    @Test
    void shouldDropClientThatReadsNothing() throws Exception {
        stream("127.0.0.1", "");
        await().until(() -> events.open() == 1);

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (int i = 0; i < 50; i++) {
                events.publish(EventKind.STATE, "one", "x".repeat(100_000));
            }
            return events.open() == 0;
        });
    }

    @Test
    void shouldEndStreamsAndAdmitNoneWhenFinished() throws Exception {
        BufferedReader stream = stream("127.0.0.1", "");
        head(stream);

        events.finish();

        await().until(() -> events.open() == 0);
        assertThat(stream.lines().toList()).endsWith("0", "");
        assertThat(head(stream("127.0.0.1", ""))).contains(" 503 ");
    }

    @Test
    void shouldRefuseOtherMethods() throws Exception {
        BufferedReader answer = send("127.0.0.1", "HEAD " + EventStreams.PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(head(answer)).contains(" 405 ").contains("allow: GET");
    }

    private BufferedReader stream(String from, String headers) throws IOException {
        return ask(from, EventStreams.PATH, headers);
    }

    private BufferedReader ask(String from, String path, String headers) throws IOException {
        return send(from, "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    private BufferedReader send(String from, String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port.port(), InetAddress.getByName(from), 0);
        sockets.add(socket);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String head(BufferedReader answer) throws IOException {
        var head = new StringBuilder();
        String line = answer.readLine();
        while (line != null && !line.isEmpty()) {
            head.append(line).append('\n');
            line = answer.readLine();
        }
        return head.toString();
    }

    /** The next line that begins so. */
    private static String lines(BufferedReader stream, String beginning) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = stream.readLine();
        }
        return String.valueOf(line);
    }
}
