package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.credentials.CredentialsFile;
import io.streammirror.fetcher.source.LoopbackOrigin.Reply;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.LoopbackProxy;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceReaderTest {
    private static final byte[] ITEM = bytes(300_000);
    private static final String ETAG = "\"1\"";
    private static final RangeRequest MIDDLE = new RangeRequest(100_000, OptionalLong.empty());

    private final LoopbackOrigin origin = new LoopbackOrigin();
    private final HttpSourceReader reader = reader(Duration.ofSeconds(30));

    @AfterEach
    void stopOrigin() {
        origin.close();
    }

    @Test
    void shouldReturnLengthAndValidatorOfWholeItem() throws Exception {
        origin.reply(Reply.ranged(ITEM, ETAG));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.length()).hasValue(ITEM.length);
            assertThat(response.validator()).contains(ETAG);
            assertThat(response.range()).isEmpty();
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
        assertThat(origin.ranges()).containsExactly("none");
    }

    @Test
    void shouldReturnRangeOfRest() throws Exception {
        origin.reply(Reply.ranged(ITEM, ETAG));

        try (SourceResponse response = open(MIDDLE)) {
            assertThat(response.status()).isEqualTo(206);
            assertThat(response.range())
                    .contains(new ContentRange(100_000, ITEM.length - 1, OptionalLong.of(ITEM.length)));
            assertThat(response.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(ITEM, 100_000, ITEM.length));
        }
        assertThat(origin.ranges()).containsExactly("bytes=100000-");
    }

    @Test
    void shouldReturnWholeItemWhenServerIgnoresRanges() throws Exception {
        origin.reply(Reply.whole(ITEM));

        try (SourceResponse response = open(MIDDLE)) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.range()).isEmpty();
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
    }

    @Test
    void shouldIgnoreWeakValidator() throws Exception {
        origin.reply(Reply.ranged(ITEM, "W/\"1\""));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.validator()).isEmpty();
        }
    }

    @Test
    void shouldReturnRefusalAsResponse() throws Exception {
        origin.reply(Reply.status(404, Map.of("Retry-After", "7")));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void shouldFollowRedirect() throws Exception {
        origin.reply(Reply.status(302, Map.of("Location", "/elsewhere")), Reply.whole(ITEM));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
        assertThat(origin.paths()).containsExactly("/item", "/elsewhere");
    }

    @Test
    void shouldFailWhenRedirectIsNotAnAddress() {
        origin.reply(Reply.status(302, Map.of("Location", "http://not an address/")));

        assertThatThrownBy(() -> open(RangeRequest.WHOLE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void shouldFailWhenBodyIsSilent() throws Exception {
        origin.reply(Reply.silentAfter(ITEM, 10));
        var impatient = reader(Duration.ofSeconds(1));

        try (SourceResponse response =
                impatient.request(origin.item(), RangeRequest.WHOLE, List.of()).send()) {
            assertThat(response.body().readNBytes(10)).isEqualTo(Arrays.copyOf(ITEM, 10));
            assertThatThrownBy(() -> response.body().read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("no byte for 1 seconds");
        }
    }

    @Test
    void shouldReturnRangeOfPart() throws Exception {
        origin.reply(Reply.ranged(ITEM, ETAG));

        try (SourceResponse response = open(new RangeRequest(100_000, OptionalLong.of(199_999)))) {
            assertThat(response.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(ITEM, 100_000, 200_000));
        }
        assertThat(origin.ranges()).containsExactly("bytes=100000-199999");
    }

    @Test
    void shouldUseLastModifiedWhenThereIsNoStrongTag() throws Exception {
        origin.reply(exchange -> {
            exchange.getResponseHeaders().set("ETag", "W/\"1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT");
            Reply.whole(ITEM).to(exchange);
        });

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.validator()).contains("Sat, 21 Nov 2026 10:00:00 GMT");
        }
    }

    @Test
    void shouldReuseConnectionAfterWholeBody() throws Exception {
        origin.reply(Reply.whole(ITEM), Reply.whole(ITEM));

        readWhole();
        readWhole();

        assertThat(origin.peers()).hasSize(1);
    }

    @Test
    void shouldDiscardConnectionWhenBodyIsClosedEarly() throws Exception {
        origin.reply(Reply.silentAfter(ITEM, 10), Reply.whole(ITEM));

        open(RangeRequest.WHOLE).close();
        readWhole();

        assertThat(origin.peers()).hasSize(2);
    }

    @Test
    void shouldFailWhenRedirectsFormCircle() {
        Reply back = Reply.status(302, Map.of("Location", "/item"));
        origin.reply(back, back, back, back, back, back);

        assertThatThrownBy(() -> open(RangeRequest.WHOLE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void shouldFailReadWhenRequestIsCancelled() throws Exception {
        origin.reply(Reply.silentAfter(ITEM, 10));
        SourceRequest request = reader.request(origin.item(), RangeRequest.WHOLE, List.of());
        try (SourceResponse response = request.send()) {
            response.body().readNBytes(10);
            var canceller = new Thread(request::cancel);
            canceller.start();

            assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
            canceller.join();
        }
    }

    @Test
    void shouldNotSendCancelledRequest() {
        SourceRequest request = reader.request(origin.item(), RangeRequest.WHOLE, List.of());

        request.cancel();

        assertThatThrownBy(request::send).isInstanceOf(InterruptedIOException.class);
        assertThat(origin.paths()).isEmpty();
    }

    @Test
    void shouldSendCredentialsOnlyToHostsOfTheirMirrorsFile(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("credentials");
        Files.writeString(file, origin.item().getAuthority() + " bearer s3cret\n");
        var mirror = new MirrorName("maas");
        var reader = reader(new ItemCredentials(Map.of(mirror, CredentialsFile.read(file))));
        origin.reply(Reply.whole(ITEM), Reply.whole(ITEM));

        reader.request(origin.item(), RangeRequest.WHOLE, List.of(mirror))
                .send()
                .close();
        reader.request(origin.item(), RangeRequest.WHOLE, List.of(new MirrorName("other")))
                .send()
                .close();

        assertThat(origin.authorizations()).containsExactly("Bearer s3cret", "none");
    }

    @Test
    void shouldSendProxyPasswordToProxyOfEnvironment() throws Exception {
        try (var proxy = new LoopbackProxy(
                Optional.of("Basic dXNlcjpzM2NyZXQ="), origin.item().getPort())) {
            origin.reply(Reply.whole(ITEM));
            var proxied = new HttpSourceReader(
                    Duration.ofSeconds(30),
                    0,
                    8,
                    false,
                    ItemCredentials.NONE,
                    EnvironmentProxies.read(Map.of("http_proxy", "http://user:s3cret@" + proxy.address())),
                    Clock.systemUTC());

            try (SourceResponse response = proxied.request(
                            URI.create("http://upstream.example/item"), RangeRequest.WHOLE, List.of())
                    .send()) {
                assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
            }
            assertThat(proxy.heads()).last().asString().startsWith("GET http://upstream.example/item");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "aws-chunked", "aws-chunked, identity"})
    void shouldIgnoreContentEncodingThatLeavesBytesAsTheyAre(String encoding) throws Exception {
        origin.reply(encoded(encoding));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.encoding()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "x-gzip, gzip", "GZIP, gzip", "br, br"})
    void shouldReturnContentEncodingThatChangesBytes(String encoding, String expected) throws Exception {
        origin.reply(encoded(encoding));

        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.encoding()).contains(expected);
        }
    }

    @Test
    void shouldNotReuseConnectionToServerThatLacksItem() throws Exception {
        origin.reply(Reply.status(404, Map.of()), Reply.whole(ITEM));

        open(RangeRequest.WHOLE).close();
        readWhole();

        assertThat(origin.peers()).hasSize(2);
    }

    @Test
    void shouldConnectToHostWithUnderscore() {
        URI source = URI.create("http://no_such_host.invalid/item");

        assertThatThrownBy(() ->
                        reader.request(source, RangeRequest.WHOLE, List.of()).send())
                .isInstanceOf(UnknownHostException.class);
    }

    private static Reply encoded(String encoding) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            Reply.whole(ITEM).to(exchange);
        };
    }

    private SourceResponse open(RangeRequest range) throws IOException {
        return reader.request(origin.item(), range, List.of()).send();
    }

    private void readWhole() throws IOException {
        try (SourceResponse response = open(RangeRequest.WHOLE)) {
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
    }

    private static HttpSourceReader reader(Duration silence) {
        return new HttpSourceReader(
                silence, 0, 8, false, ItemCredentials.NONE, EnvironmentProxies.NONE, Clock.systemUTC());
    }

    private static HttpSourceReader reader(ItemCredentials credentials) {
        return new HttpSourceReader(
                Duration.ofSeconds(30), 0, 8, true, credentials, EnvironmentProxies.NONE, Clock.systemUTC());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
