package io.streammirror.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that do not happen would make every test of them green. */
class FaultProxyTest {
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger served = new AtomicInteger();
    private final FaultTally tally = new FaultTally();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        proxy = new FaultProxy(FaultPorts.next(), server.getAddress().getPort(), tally);
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    /** Answers with what came, or with {@link #BODY}; a range is always that of all but the first two bytes. */
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            served.incrementAndGet();
            byte[] body = sent.length > 0 ? sent : BODY;
            exchange.getResponseHeaders().set("ETag", "\"true\"");
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.getResponseHeaders().set("Content-Range", "bytes 2-9/10");
                exchange.sendResponseHeaders(206, 8);
                exchange.getResponseBody().write(body, 2, 8);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Test
    void shouldPassEverythingThroughWhenThereIsNoPlan() throws Exception {
        assertThat(get().body()).isEqualTo(BODY);
        assertThat(post("abc").body()).asString().isEqualTo("abc");
        assertThat(tally.total()).isZero();
    }

    @Test
    void shouldAnswerItselfWithoutAskingServer() throws Exception {
        plan(Damage.Answer.later(503, 7));

        HttpResponse<byte[]> answer = post("abc");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(served).hasValue(0);
        assertThat(tally.byKind()).isEqualTo(Map.of("Answer503", 1L));
    }

    @Test
    void shouldLoseAnswerAfterServerDidTheWork() {
        plan(new Damage.LostAnswer());

        assertThatThrownBy(() -> post("abc")).isInstanceOf(IOException.class);
        assertThat(served).hasValue(1);
    }

    @Test
    void shouldCutRequestBeforeServerHasItWhole() {
        plan(new Damage.ResetRequest(2));

        assertThatThrownBy(() -> post("abc")).isInstanceOf(IOException.class);
        assertThat(served).hasValue(0);
    }

    @Test
    void shouldCutBodies() {
        plan(new Damage.Reset(5));
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        plan(new Damage.Truncate(5));
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);

        assertThat(tally.byKind()).isEqualTo(Map.of("Reset", 1L, "Truncate", 1L));
    }

    @Test
    void shouldCountNoFaultWhenCutIsBeyondEnd() throws Exception {
        plan(new Damage.Reset(50));

        assertThat(get().body()).isEqualTo(BODY);
        assertThat(tally.total()).isZero();
    }

    @Test
    void shouldChangeBytes() throws Exception {
        plan(new Damage.Flip(3));
        assertThat(get().body()).startsWith('0', '1', '2', (byte) ~'3', '4');
        assertThat(get("Range", "bytes=2-").body()).startsWith('2', (byte) ~'3', '4');
        plan(new Damage.OtherEntity("\"old\""));
        assertThat(get().body()).hasSize(10).startsWith((byte) ~'0', (byte) ~'1');
        assertThat(get().headers().firstValue("ETag")).contains("\"old\"");
    }

    @Test
    void shouldSendWrongOrNoLength() throws Exception {
        plan(new Damage.WrongLength(-3));
        assertThat(get().body()).hasSize(7);
        plan(new Damage.WrongLength(3));
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
        plan(new Damage.NoLength(true));
        assertThat(get().body()).isEqualTo(BODY);
        assertThat(get().headers().firstValue("Transfer-Encoding")).contains("chunked");
        plan(new Damage.NoLength(false));
        assertThat(get().body()).isEqualTo(BODY);
        assertThat(get().headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void shouldSendEndlessBody() throws Exception {
        plan(new Damage.Endless());

        try (var body = client.send(request().build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(1_000_000)).hasSize(1_000_000).startsWith(BODY);
        }
    }

    @Test
    void shouldIgnoreOrMisnameRanges() throws Exception {
        plan(new Damage.NoRanges());
        assertThat(get("Range", "bytes=2-").statusCode()).isEqualTo(200);
        plan(new Damage.WrongRange());
        assertThat(get("Range", "bytes=2-").headers().firstValue("Content-Range"))
                .contains("bytes 3-10/10");
    }

    @Test
    void shouldComeBackAtSameAddressWhenVanished() throws Exception {
        proxy.vanish();
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);

        proxy.appear();
        assertThat(get().body()).isEqualTo(BODY);
    }

    private void plan(Damage... damages) {
        proxy.plan(exchange -> List.of(damages));
    }

    private HttpResponse<byte[]> get(String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String body) throws IOException, InterruptedException {
        return client.send(
                request().POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(proxy.root().resolve("/x"));
    }
}
