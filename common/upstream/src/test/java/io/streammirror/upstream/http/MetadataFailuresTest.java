package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.credentials.Credentials;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.UpstreamException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataFailuresTest extends MetadataServerFixture {
    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void shouldBeUnreachableOnErrorStatus(int status) {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(status, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 1, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageStartingWith(url("/doc") + " answered HTTP status " + status);
    }

    @Test
    void shouldGiveUpServerThatDoesNotAnswer() {
        serve("/doc", exchange -> await());

        assertThatThrownBy(() -> hasty.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/doc did not answer in time");
    }

    @Test
    void shouldGiveUpServerThatStopsInTheMiddle() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            await();
        });

        assertThatThrownBy(() -> hasty.read(url("/doc"), 1000, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/doc came too slowly");
    }

    @Test
    void shouldBeUnreachableOnBrokenBody() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 1000, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/doc cannot be read");
    }

    @Test
    void shouldNameUrlWhenNothingListens() throws IOException {
        URI unreachable;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unreachable = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/doc");
        }

        assertThatThrownBy(() -> patient.read(unreachable, 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining(unreachable + " cannot be reached");
    }

    @Test
    void shouldSendRequestAgainWhenTheServerClosedTheConnection() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Future<?> answers = threads.submit(() -> {
                answer(listener.accept(), "");
                answer(listener.accept(), "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nthe document");
                return null;
            });
            URI url = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/doc");

            assertThat(((Answer.Document) patient.read(url, 100, null)).bytes()).isEqualTo(BODY);
            answers.get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void shouldSayThatDocumentIsMissing(int status) {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOfSatisfying(UpstreamException.Unreachable.class, missing -> assertThat(missing.isMissing())
                        .isTrue());
    }

    @Test
    void shouldGiveUpSlowDocumentLongBeforeTheDeadline() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await();
        });
        var impatient = new HttpMetadataReader(
                new Timeouts(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        1_000,
                        Duration.ofMillis(400)),
                Credentials.NONE,
                EnvironmentProxies.NONE,
                Clock.systemUTC());

        assertThatThrownBy(() -> impatient.read(url("/doc"), 1000, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("less than 1000 bytes a second");
    }

    @Test
    void shouldPassOnRetryAfter() {
        serve("/doc", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOfSatisfying(UpstreamException.Unreachable.class, busy -> {
                    assertThat(busy.retryAfter()).contains(Duration.ofMinutes(2));
                    assertThat(busy.isBusy()).isTrue();
                });
    }

    @Test
    void shouldBeUnreachableOnNotModifiedThatWasNotAskedFor() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("status 304");
    }

    @Test
    void shouldNotWaitForErrorPageWithoutEnd() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("status 500");
    }

    private static void answer(Socket client, String response) throws IOException {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
