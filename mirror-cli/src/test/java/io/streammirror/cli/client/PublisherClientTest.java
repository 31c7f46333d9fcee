package io.streammirror.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.streammirror.api.OrderRequest;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.http.HttpCalls;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.LoopbackDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherClientTest {
    private static final String TOKEN = "0123456789abcdef";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void shouldReadStatus() {
        answer = "{\"run\":\"r\",\"mirrors\":[{\"name\":\"stable\",\"state\":\"settled\",\"settled\":true}]}";

        assertThat(PublisherClient.at(url("/")).status().mirrors())
                .singleElement()
                .satisfies(mirror -> assertThat(mirror.settled()).isTrue());
        assertThat(requests).containsExactly("GET /api/v1/status null ");
    }

    @Test
    void shouldReachPublisherWhoseHostHasAnUnderscore() {
        answer = "{\"sequence\":7}";
        var http = new HttpCalls(
                HttpOptions.of(Duration.ofSeconds(5), Duration.ofSeconds(5), 1).withDns(new LoopbackDns()));
        var url = URI.create("http://my_publisher:" + server.getAddress().getPort());

        new PublisherClient(http, url, null).logPosition();

        assertThat(requests).containsExactly("GET /api/v1/log/head null ");
    }

    @Test
    void shouldSendOrderWithToken() {
        answer = "{\"mirror\":\"stable\",\"sequence\":7,\"changed\":true,\"message\":\"on hold\"}";

        assertThat(admin().order("stable", "hold", OrderRequest.by("alice", null)))
                .satisfies(result -> assertThat(result.sequence()).isEqualTo(7))
                .satisfies(result -> assertThat(result.message()).isEqualTo("on hold"));
        assertThat(requests)
                .containsExactly("POST /admin/v1/mirrors/stable/hold Bearer " + TOKEN + " {\"who\":\"alice\"}");
    }

    @Test
    void shouldNameMirrorAndReasonWhenRequestIsRefused() {
        status = 409;
        answer = "{\"error\":\"publication 1 is \\u001b[2Jlive\"}";

        assertThatThrownBy(() -> admin().order("stable", "rollback", OrderRequest.by("alice", null)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("stable: publication 1 is \uFFFD[2Jlive");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    404 | <html>not found</html>
                    500 | {}
                    503 | {'error': 'the store does not answer'}
                    200 | <html>another server</html>
                    200 | {'mirrors': 7}
                    200 | null
                    """)
    void shouldBeUnavailableWhenAnswerIsNotOfPublisher(int code, String body) {
        status = code;
        answer = body.replace('\'', '"');

        assertThatThrownBy(() -> admin().status())
                .isInstanceOfSatisfying(PublisherUnavailableException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessageContaining(url("").toString())
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void shouldBeUnavailableWhenNothingListens() {
        URI url = url("");
        server.stop(0);

        assertThatThrownBy(() -> PublisherClient.at(url).logPosition())
                .isInstanceOf(PublisherUnavailableException.class)
                .hasMessageContaining("is the publisher running?");
    }

    @Test
    void shouldEncodeNamesInPathsAndQueries() {
        assertThat(PublisherClient.at(url("")).publicationsJson("a/b c?").isEmpty())
                .isTrue();

        assertThat(requests).containsExactly("GET /api/v1/mirrors/a%2Fb%20c%3F/publications?limit=500 null ");
    }

    private PublisherClient admin() {
        return PublisherClient.administering(url(""), TOKEN);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
