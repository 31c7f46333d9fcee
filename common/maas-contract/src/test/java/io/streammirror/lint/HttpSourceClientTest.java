package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.LoopbackProxy;
import io.streammirror.simplestreams.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSourceClientTest {
    private static final byte[] BODY = "the document".getBytes(StandardCharsets.UTF_8);

    private final SourceClient client = new HttpSourceClient(EnvironmentProxies.NONE);
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        handle("/doc", HttpSourceClientTest::document);
        handle("/moved", exchange -> redirect(exchange, "/doc"));
        handle("/circle", exchange -> redirect(exchange, "/circle"));
        handle("/nowhere", exchange -> redirect(exchange, "ftp://mirror.example/doc"));
        handle("/absent", exchange -> exchange.sendResponseHeaders(404, -1));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldReadFromHostWhoseNameHasAnUnderscore() throws IOException {
        try (var proxy = new LoopbackProxy(Optional.empty(), server.getAddress().getPort())) {
            var proxied = new HttpSourceClient(EnvironmentProxies.read(Map.of("http_proxy", proxy.address())));
            URI url = URI.create("http://my_host:8080/doc");

            assertThat(proxied.get(url, 100).body()).isEqualTo(BODY);
            assertThat(proxied.head(url).length()).hasValue(BODY.length);
            assertThat(proxied.headOfGet(url).found()).isTrue();
            assertThat(proxied.digest(url, 100).bytes()).isEqualTo(BODY.length);
            assertThat(hosts).hasSize(4).containsOnly("my_host:8080");
        }
    }

    @Test
    void shouldFollowRedirectsOfDocumentsOnly() {
        assertThat(client.get(url("/moved"), 100).body()).isEqualTo(BODY);
        assertThat(client.head(url("/moved")).redirects()).isTrue();
        assertThat(client.digest(url("/moved"), 100).head().redirects()).isTrue();
    }

    @Test
    void shouldReturnLastRedirectWhenRedirectsLeadNowhere() {
        assertThat(client.get(url("/circle"), 100).head().status()).isEqualTo(302);
        assertThat(client.get(url("/nowhere"), 100).head().status()).isEqualTo(302);
    }

    /** MAAS's clients undo gzip and deflate, and take every other coding for none. */
    @ParameterizedTest
    @CsvSource({"'', 12", "identity, 12", "aws-chunked, 12", "br, 12", "gzip, -1", "X-GZIP, -1", "deflate, -1"})
    void shouldReadWhatMaasReadsWhateverTheContentEncodingSays(String encoding, long length) throws IOException {
        byte[] sent = encoded(encoding);
        handle("/encoded", exchange -> answer(exchange, encoding, sent));
        URI url = url("/encoded");
        OptionalLong said = length < 0 ? OptionalLong.empty() : OptionalLong.of(length);

        assertThat(client.get(url, 100).body()).isEqualTo(BODY);
        assertThat(client.get(url, 100).cut()).isFalse();
        assertThat(client.digest(url, 100).sha256()).isEqualTo(Sha256.of(BODY).hex());
        assertThat(client.digest(url, 100).bytes()).isEqualTo(BODY.length);
        assertThat(client.head(url).length()).isEqualTo(said);
        assertThat(client.headOfGet(url).length()).isEqualTo(said);
    }

    @Test
    void shouldSayThatBodyBreaksOffWhenItIsNotAsItsContentEncodingSays() {
        handle("/encoded", exchange -> answer(exchange, "gzip", BODY));

        assertThatThrownBy(() -> client.get(url("/encoded"), 100))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining(url("/encoded") + " broke off: ");
    }

    private static byte[] encoded(String encoding) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoding.equals("deflate")
                ? new DeflaterOutputStream(bytes)
                : encoding.toLowerCase(Locale.ROOT).endsWith("gzip") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(BODY);
        }
        return bytes.toByteArray();
    }

    private static void answer(HttpExchange exchange, String encoding, byte[] body) throws IOException {
        if (!encoding.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
        }
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void shouldCutBodyAtItsLimit() {
        SourceClient.Content content = client.get(url("/doc"), 3);

        assertThat(content.body()).isEqualTo("the".getBytes(StandardCharsets.UTF_8));
        assertThat(content.cut()).isTrue();
    }

    @Test
    void shouldFindConnectionKept() {
        assertThat(client.keepsConnection(url("/doc"))).isTrue();
    }

    @Test
    void shouldReturnStatusOfAbsentDocument() {
        assertThat(client.get(url("/absent"), 100).head().missing()).isTrue();
    }

    @Test
    void shouldNameAddressAndReasonWhenNothingListens() {
        URI url = url("/doc");
        server.stop(0);

        assertThatThrownBy(() -> client.get(url, 100))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage(url + " cannot be reached: its host is not known, or nothing listens there");
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            handler.handle(exchange);
            exchange.close();
        });
    }

    private static void document(HttpExchange exchange) throws IOException {
        answer(exchange, "", BODY);
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
