package io.streammirror.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleUpstreamTest {
    private static final Instant THEN = Instant.parse("2026-11-23T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(THEN, ZoneOffset.UTC);
    private static final SigningKey KEY = SigningKey.generate("Sample", KeyAlgorithm.ED25519, THEN);
    private static final String INDEX = "streams/v1/index";
    private static final String STREAM = "com.example:stable:1:download";
    private static final String ITEM = "noble/amd64/1/squashfs";

    private final Blob item = Blob.generated(ITEM, 100_000);
    private final HttpClient client = HttpClient.newHttpClient();
    private final FaultySampleUpstream upstream = new FaultySampleUpstream(tree(THEN, item), new Signer(KEY, CLOCK));
    private final SignatureVerifier verifier = new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), CLOCK);

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void shouldServeSignedDocumentsOfSignedIndex() throws Exception {
        JsonNode index = Json.parse(
                verifier.verifyClearSigned(get(INDEX + ".sjson").body()).body());
        String path = index.path("index").path(STREAM).path("path").asText();
        JsonNode products =
                Json.parse(verifier.verifyClearSigned(get(path).body()).body());

        assertThat(path).isEqualTo("streams/v1/" + STREAM + ".sjson");
        assertThat(index.path("updated").asText()).isEqualTo("Mon, 23 Nov 2026 08:00:00 +0000");
        assertThat(index.path("index").path(STREAM).path("products").path(0).asText())
                .isEqualTo("com.example:noble");
        assertThat(products.path("content_id").asText()).isEqualTo(STREAM);
    }

    @Test
    void shouldServePlainIndexWithDetachedSignature() throws Exception {
        byte[] index = get(INDEX + ".json").body();

        assertThat(verifier.verifyDetached(index, get(INDEX + ".json.gpg").body())
                        .signer())
                .isEqualTo(KEY.fingerprint());
        String path = Json.parse(index).path("index").path(STREAM).path("path").asText();
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(path).endsWith(":download.json");
    }

    @Test
    void shouldServeItemWholeAndByRange() throws Exception {
        byte[] whole = item.openAt(0).readAllBytes();

        HttpResponse<byte[]> response = get(ITEM);
        HttpResponse<byte[]> part = get(ITEM, "Range", "bytes=70000-70999");

        assertThat(response.body()).isEqualTo(whole);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 70000-70999/100000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 70_000, 71_000));
        assertThat(get(ITEM, "Range", "bytes=100000-").statusCode()).isEqualTo(416);
    }

    @Test
    void shouldServeWholeItemWhenIfRangeDiffers() throws Exception {
        String etag = get(ITEM).headers().firstValue("ETag").orElseThrow();

        assertThat(get(ITEM, "Range", "bytes=5-", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(get(ITEM, "Range", "bytes=5-", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerNotModifiedWhenValidatorMatches() throws Exception {
        HttpResponse<byte[]> first = get(INDEX + ".sjson");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(get(INDEX + ".sjson", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(INDEX + ".sjson", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(INDEX + ".sjson", "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
    }

    @Test
    void shouldAnswerHeadWithLengthOnly() throws Exception {
        HttpResponse<byte[]> response = client.send(
                request(ITEM)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("100000");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldAnswerNotFoundForUnknownPath() throws Exception {
        assertThat(get("streams/v1/other.json").statusCode()).isEqualTo(404);
        assertThat(client.send(
                                HttpRequest.newBuilder(upstream.base().resolve("/" + ITEM))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldAcceptEncodedColonsAndDoubledSlashes() throws Exception {
        assertThat(get("streams/v1/" + STREAM.replace(":", "%3A") + ".sjson").statusCode())
                .isEqualTo(200);
        assertThat(get("/" + ITEM).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldKeepValidatorsOfUnchangedFilesWhenTreeIsReplaced() throws Exception {
        HttpResponse<byte[]> itemBefore = get(ITEM);
        HttpResponse<byte[]> indexBefore = get(INDEX + ".sjson");

        upstream.publish(tree(THEN.plusSeconds(3600), item));

        assertThat(validators(get(ITEM))).isEqualTo(validators(itemBefore));
        assertThat(validators(get(INDEX + ".sjson"))).isNotEqualTo(validators(indexBefore));
    }

    @Test
    void shouldServeFileInsteadOfDocument() throws Exception {
        var path = new ItemPath(INDEX + ".sjson");

        upstream.publish(
                tree(THEN, item).edit(THEN).file(path, new byte[] {'{', '}'}).build());

        assertThat(get(path.value()).body()).containsExactly('{', '}');
    }

    @Test
    void shouldCountRequestsAndItemBytes() throws Exception {
        get(INDEX + ".sjson");
        get(ITEM);
        get(ITEM, "Range", "bytes=0-9");

        Traffic traffic = upstream.traffic();
        assertThat(traffic.requests(ITEM)).isEqualTo(2);
        assertThat(traffic.bytes(ITEM)).isEqualTo(100_010);
        assertThat(traffic.itemBytes()).isEqualTo(100_010);
        assertThat(traffic.requests("streams/v1/index.json")).isZero();
    }

    @Test
    void shouldFailRequestAsPlanned() throws Exception {
        upstream.fail((path, request) ->
                path.equals(ITEM) && request == 1 ? Optional.of(new Fault.Status(503)) : Optional.empty());

        assertThat(get(ITEM).statusCode()).isEqualTo(503);
        assertThat(get(ITEM).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCorruptOneByteInWholeAndRange() throws Exception {
        upstream.fail((path, request) -> Optional.of(new Fault.Corrupt(70_005)));
        byte[] damaged = item.openAt(0).readAllBytes();
        damaged[70_005] ^= (byte) 0xff;

        assertThat(get(ITEM).body()).isEqualTo(damaged);
        assertThat(get(ITEM, "Range", "bytes=70000-70009").body())
                .isEqualTo(Arrays.copyOfRange(damaged, 70_000, 70_010));
    }

    @Test
    void shouldCutConnectionAsPlanned() {
        upstream.fail((path, request) -> Optional.of(new Fault.Cut(50_000)));

        assertThatThrownBy(() -> get(ITEM)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSendWholeItemWhenThrottled() throws Exception {
        upstream.throttle(2_000_000);

        assertThat(get(ITEM).body()).hasSize(100_000);
    }

    private static UpstreamTree tree(Instant updated, Blob item) {
        var products = JsonNodeFactory.instance.objectNode();
        products.putObject("com.example:noble").put("os", "ubuntu");
        return UpstreamTree.at(updated).stream(new ContentId(STREAM), products)
                .blob(new ItemPath(ITEM), item)
                .build();
    }

    private static String validators(HttpResponse<byte[]> response) {
        return response.headers().firstValue("ETag").orElseThrow()
                + response.headers().firstValue("Last-Modified").orElseThrow();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(upstream.base() + path));
    }
}
