package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.UpstreamException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMetadataReaderTest {
    private static final byte[] BODY = "the document".getBytes(StandardCharsets.UTF_8);
    private static final Validators VALIDATORS = new Validators("\"v1\"", "Thu, 24 Jul 2025 08:01:49 GMT");

    private static final Timeouts HASTY = new Timeouts(
            Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(400), 1, Duration.ofSeconds(9));

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpMetadataReader patient = new HttpMetadataReader(EnvironmentProxies.NONE);
    private final HttpMetadataReader hasty =
            new HttpMetadataReader(HASTY, Credentials.NONE, EnvironmentProxies.NONE, Clock.systemUTC());
    private HttpServer server;

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

    @Test
    void shouldReadDocumentWithItsValidators() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);

        Answer answer = patient.read(url("/doc"), BODY.length, null);

        assertThat(answer).isInstanceOfSatisfying(Answer.Document.class, document -> {
            assertThat(document.bytes()).isEqualTo(BODY);
            assertThat(document.validators()).isEqualTo(VALIDATORS);
        });
    }

    @Test
    void shouldNotReadKnownDocumentAgain() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);

        assertThat(patient.read(url("/doc"), BODY.length, VALIDATORS)).isEqualTo(new Answer.NotModified());
    }

    @Test
    void shouldRefuseDocumentBeyondTheLimit() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);

        assertThatThrownBy(() -> patient.read(url("/doc"), BODY.length - 1, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("/doc is larger than the limit of 11 bytes");
    }

    @Test
    void shouldRefuseDocumentWithoutEndAtTheLimit() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100_000, null))
                .isInstanceOf(UpstreamException.Refused.class);
    }

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
    void shouldFollowRedirectWithTheValidators() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);
        serve("/moved", exchange -> redirect(exchange, "/doc"));

        assertThat(patient.read(url("/moved"), 100, VALIDATORS)).isEqualTo(new Answer.NotModified());
    }

    @Test
    void shouldEndCircleOfRedirects() {
        serve("/moved", exchange -> redirect(exchange, "/moved"));

        assertThatThrownBy(() -> patient.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/moved");
    }

    @Test
    void shouldFollowFiveRedirectsAndNotSix() {
        serve("/0", HttpMetadataReaderTest::documentUnlessKnown);
        for (int i = 1; i <= 6; i++) {
            String next = "/" + (i - 1);
            serve("/" + i, exchange -> redirect(exchange, next));
        }

        assertThat(patient.read(url("/5"), 100, null)).isInstanceOf(Answer.Document.class);
        assertThatThrownBy(() -> patient.read(url("/6"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void shouldShowCredentialsToTheirHostOnly(@TempDir Path directory) throws IOException {
        var file = Files.writeString(
                directory.resolve("credentials"),
                "127.0.0.1:" + server.getAddress().getPort() + " basic alice:secret");
        MetadataReader known = patient.with(CredentialsFile.read(file));
        var shown = new ConcurrentHashMap<String, String>();
        serve("/doc", exchange -> {
            String host = exchange.getRequestHeaders().getFirst("Host");
            shown.put(
                    host.replaceFirst(":.*", ""),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            documentUnlessKnown(exchange);
        });
        serve(
                "/moved",
                exchange -> redirect(
                        exchange, "http://localhost:" + server.getAddress().getPort() + "/doc"));

        known.read(url("/doc"), 100, null);
        known.read(url("/moved"), 100, null);

        assertThat(shown).containsOnly(entry("127.0.0.1", "Basic YWxpY2U6c2VjcmV0"), entry("localhost", "null"));
    }

    @Test
    void shouldUnpackCompressedDocument() {
        serve("/doc", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            send(exchange, "gzip", gzip(BODY));
        });

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "aws-chunked", "aws-chunked,", "Identity"})
    void shouldTakeBytesAsTheyAreWhenTheEncodingMeansThat(String encoding) {
        serve("/doc", exchange -> send(exchange, encoding, BODY));

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "aws-chunked, gzip", "GZIP"})
    void shouldUnpackGzipHoweverItIsNamed(String encoding) {
        serve("/doc", exchange -> send(exchange, encoding, gzip(BODY)));

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
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

    @Test
    void shouldReadFromHostWhoseNameHasAnUnderscore() {
        serve("/doc", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Host")).isEqualTo("my_upstream:8080");
            documentUnlessKnown(exchange);
        });
        EnvironmentProxies proxies = EnvironmentProxies.read(Map.of("http_proxy", url("").toString()));
        var reader = new HttpMetadataReader(Timeouts.ORDINARY, Credentials.NONE, proxies, Clock.systemUTC());

        assertThat(reader.read(URI.create("http://my_upstream:8080/doc"), 100, null))
                .isInstanceOf(Answer.Document.class);
    }

    @Test
    void shouldRefuseRedirectIntoNearerNetwork() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);
        serve(
                "/moved",
                exchange -> redirect(
                        exchange, "http://localhost:" + server.getAddress().getPort() + "/doc"));
        var policy = new RedirectPolicy(
                host -> List.of(InetAddress.getByName(host.equals("127.0.0.1") ? "203.0.113.9" : "127.0.0.1")));
        var reader = new HttpMetadataReader(
                Timeouts.ORDINARY, Credentials.NONE, EnvironmentProxies.NONE, policy, Clock.systemUTC());

        assertThatThrownBy(() -> reader.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("redirects to a loopback address");
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
    void shouldTakeMemoryForWhatIsKeptAndGiveItBackForWhatFails() {
        serve("/doc", HttpMetadataReaderTest::documentUnlessKnown);
        serve("/packed", exchange -> send(exchange, "gzip", gzip(new byte[500])));
        serve("/broken", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        var memory = new DocumentMemory(600).open();
        MetadataReader reader = patient.within(memory);

        reader.read(url("/doc"), 100, null);
        assertThat(memory.used()).isEqualTo(BODY.length);
        assertThatThrownBy(() -> reader.read(url("/broken"), 1000, null))
                .isInstanceOf(UpstreamException.Unreachable.class);
        assertThat(memory.used()).isEqualTo(BODY.length);
        reader.read(url("/packed"), 1000, null);
        assertThat(memory.used()).isEqualTo(BODY.length + 500);
        assertThatThrownBy(() -> reader.read(url("/packed"), 1000, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("/packed does not fit");
    }

    @Test
    void shouldRefuseDocumentThatUnpacksBeyondTheLimit() {
        serve("/doc", exchange -> send(exchange, "gzip", gzip(new byte[10_000])));

        assertThatThrownBy(() -> patient.read(url("/doc"), 9_999, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("unpacks to more than the limit of 9999 bytes");
    }

    @Test
    void shouldRefuseDocumentThatUnpacksBeyondAllProportion() {
        serve("/doc", exchange -> send(exchange, "gzip", gzip(new byte[10_000_000])));

        assertThatThrownBy(() -> patient.read(url("/doc"), 16_000_000, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("200 times its size");
    }

    @Test
    void shouldBeUnreachableOnCompressedDocumentThatIsCutOff() {
        byte[] whole = gzip(BODY);
        serve("/doc", exchange -> send(exchange, "gzip", Arrays.copyOf(whole, whole.length - 9)));

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class);
    }

    @Test
    void shouldRefuseOtherEncoding() {
        serve("/doc", exchange -> send(exchange, "br", BODY));

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("'br'");
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

    @Test
    void shouldBeUnreachableOnRedirectWithoutLocation() {
        serve("/moved", exchange -> {
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/moved");
    }

    private static void documentUnlessKnown(HttpExchange exchange) throws IOException {
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

    private static void send(HttpExchange exchange, String encoding, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Encoding", encoding);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
