package io.streammirror.publisher.serve;

import static io.streammirror.publisher.serve.UnreliableS3.Fault.CUT_IN_THE_MIDDLE;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.REFUSED;
import static io.streammirror.publisher.serve.UnreliableS3.Fault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.Keyring;
import io.streammirror.simplestreams.PathEncoding;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRoutesTest {
    private static final byte[] ITEM = new byte[3_000_001];
    private static final String ITEM_PATH = "/maas/stable/jammy/amd64/20250718/squashfs";
    private static final String INDEX = "/maas/stable/streams/v1/index.sjson";

    /** As long as the path of an item may be. */
    private static final String LONG_PATH = "long/" + "é".repeat(895);

    private static PublicServer server;

    @BeforeAll
    static void start() throws Exception {
        new Random(1).nextBytes(ITEM);
        server = new PublicServer();
        server.serve(TestTrees.publication(
                server.s3(),
                "{}",
                Map.of("jammy/amd64/20250718/squashfs", ITEM, "empty", new byte[0], LONG_PATH, new byte[] {7})));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldServeItemWholeWithAllThatCachesNeed() throws Exception {
        HttpResponse<byte[]> response = server.get(ITEM_PATH);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ITEM);
        assertThat(response.headers().map())
                .containsEntry("ETag", List.of('"' + Sha256.of(ITEM).hex() + '"'))
                .containsEntry("Cache-Control", List.of("public, max-age=31536000, immutable"))
                .containsEntry("Content-Type", List.of("application/octet-stream"))
                .containsEntry("Content-Length", List.of("3000001"))
                .containsEntry("Accept-Ranges", List.of("bytes"))
                .containsKey("Last-Modified")
                .doesNotContainKey("Content-Encoding");
    }

    @Test
    void shouldAnswerHeadLikeGetWithoutAskingTheStore() throws Exception {
        int asked = server.s3().ranges().size();

        HttpResponse<byte[]> head = server.send("HEAD", ITEM_PATH);

        assertThat(head.headers()).isEqualTo(server.get(ITEM_PATH).headers());
        assertThat(head.body()).isEmpty();
        assertThat(server.s3().ranges()).hasSize(asked + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INDEX,
                "/maas/stable//streams/v1/index.sjson",
                "//maas/stable/streams/v1/com.ubuntu.maas%3Astable%3Av3%3Adownload.sjson"
            })
    void shouldServeDocumentUnderEverySpellingOfItsPath(String path) throws Exception {
        HttpResponse<byte[]> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).asString().isEqualTo("signed {}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void shouldAskTheStoreOnlyForThePartOfAnItem() throws Exception {
        HttpResponse<byte[]> response = server.get(ITEM_PATH, "Range", "bytes=1000-1999");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes 1000-1999/3000001");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(ITEM, 1000, 2000));
        assertThat(server.s3().ranges()).contains("bytes=1000-1999");
    }

    @Test
    void shouldServePartOfADocumentFromMemory() throws Exception {
        HttpResponse<byte[]> response = server.get(INDEX, "Range", "bytes=-2");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).asString().isEqualTo("{}");
    }

    @Test
    void shouldServeTheWholeWhenThePartIsOfAnotherState() throws Exception {
        HttpResponse<byte[]> response = server.get(INDEX, "Range", "bytes=-2", "If-Range", "\"other\"");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).asString().isEqualTo("signed {}");
    }

    @Test
    void shouldRefuseRangeBeyondTheEndWithTheSize() throws Exception {
        HttpResponse<byte[]> response = server.get(ITEM_PATH, "Range", "bytes=3000001-");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("Content-Range")).contains("bytes */3000001");
    }

    @Test
    void shouldAnswer304WhenTheClientHasTheState() throws Exception {
        String etag = server.get(INDEX).headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> response = server.get(INDEX, "If-None-Match", etag);

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.headers().firstValue("ETag")).contains(etag);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldServeEmptyItemWithoutTheStore() throws Exception {
        HttpResponse<byte[]> response = server.get("/maas/stable/empty");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/maas",
                "/maas/",
                "/maas/stablestreams/v1/index.sjson",
                "/maas/stable/streams/v1/index",
                "/maas/stable/nothing/",
                "/maas/stable/jammy",
                "/maas/stable/x/../streams/v1/index.sjson",
                "/maas/stable/%2e%2e/stable/streams/v1/index.sjson",
                "/maas/stable/streams%2fv1/index.sjson",
                "/maas/stable/%ff",
                "/maas/stable/%00",
                "/maas/stable/%25",
                "/%zz",
                "/maas/stable/%",
                "/maas/stable/..%5c..%5cetc",
                "/maas/stable/%c0%ae%c0%ae/",
                "/maas/stable/streams/v1/index.sjson;x",
                "*",
                "http://elsewhere/maas/stable/x",
                "/keys",
                "/keys/mirror.key",
            })
    void shouldAnswer404ForWhatIsNotServed(String target) throws Exception {
        assertThat(server.rawStatus(target)).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    void shouldAllowReadingOnly() throws Exception {
        HttpResponse<byte[]> response = server.send("DELETE", ITEM_PATH);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void shouldCloseConnectionAfterRefusingAMethod() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void shouldServeItemWhosePathIsAsLongAsPathsMayBe() throws Exception {
        HttpResponse<byte[]> response = server.get("/maas/stable/" + PathEncoding.encode(LONG_PATH));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).containsExactly(7);
    }

    @Test
    void shouldServePagesForDirectories() throws Exception {
        assertThat(server.get("/").body()).asString().contains("<h1>Front</h1>");
        assertThat(server.get("/maas/stable/jammy/amd64/20250718/").body())
                .asString()
                .contains("squashfs", "3.0 MB");
        assertThat(server.get("/maas/stable").body()).asString().contains("streams/");
    }

    @Test
    void shouldServeTheSameDocumentWhateverTheClientAccepts() throws Exception {
        HttpResponse<byte[]> response = server.get(INDEX, "Accept", "text/html", "Accept-Encoding", "gzip, br");

        assertThat(response.body()).asString().isEqualTo("signed {}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().map()).doesNotContainKeys("Vary", "Content-Encoding");
    }

    @Test
    void shouldServeTheWholeForSeveralRanges() throws Exception {
        HttpResponse<byte[]> response = server.get(INDEX, "Range", "bytes=0-1,3-4");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).asString().isEqualTo("signed {}");
    }

    @Test
    void shouldAnswer304WhenTheClientHasItSinceThen() throws Exception {
        String modified =
                server.get(INDEX).headers().firstValue("Last-Modified").orElseThrow();

        assertThat(server.get(INDEX, "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
    }

    @Test
    void shouldServeKeyringInBothForms() throws Exception {
        byte[] binary = server.get("/keys/mirror.gpg").body();
        byte[] armored = server.get("/keys/mirror.asc").body();

        assertThat(armored).asString().startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        assertThat(Keyring.parse(binary).fingerprints())
                .isEqualTo(Keyring.parse(armored).fingerprints());
    }

    @Test
    void shouldAskAgainWhenTheStoreFailsAtFirst() throws Exception {
        server.s3().failNext(UNAVAILABLE, REFUSED, UNAVAILABLE);

        HttpResponse<byte[]> response = server.get(ITEM_PATH);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ITEM);
    }

    @Test
    void shouldContinueTheBodyWhereTheStoreBrokeOff() throws Exception {
        server.s3().failNext(CUT_IN_THE_MIDDLE, REFUSED, CUT_IN_THE_MIDDLE);

        HttpResponse<byte[]> response = server.get(ITEM_PATH, "Range", "bytes=5-");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(ITEM, 5, ITEM.length));
    }

    @Test
    void shouldCloseConnectionBeforeTheFirstTree() throws Exception {
        try (var early = new PublicServer()) {
            assertThatThrownBy(() -> early.get(INDEX)).isInstanceOf(IOException.class);
        }
    }
}
