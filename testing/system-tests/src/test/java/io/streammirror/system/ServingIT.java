package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the published tree answers the requests of all the clients in the field. */
@OnSharedStack
final class ServingIT {
    private final Web web = new Web();
    private final SharedStack stack;
    private PublishedTree tree;
    private PublishedItem item;

    ServingIT(SharedStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void chooseAnItem() {
        tree = stack.tree("sample");
        item = tree.items(tree.index()).stream()
                .filter(listed -> listed.item().equals("boot-kernel"))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void headTellsWhatGetWouldSend() {
        HttpResponse<byte[]> response = web.head(tree.url(item.path()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-length")).isEqualTo(Long.toString(item.size()));
        assertThat(header(response, "accept-ranges")).isEqualTo("bytes");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void oneRangeIsServed() {
        byte[] whole = web.body(tree.url(item.path()));

        HttpResponse<byte[]> response = web.get(tree.url(item.path()), "Range", "bytes=1000-1999");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "content-range")).isEqualTo("bytes 1000-1999/" + item.size());
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, 2000));
    }

    @Test
    void whoHasAFileAlreadyIsToldSo() {
        for (String path : new String[] {item.path(), PublishedTree.INDEX + ".sjson"}) {
            String etag = header(web.head(tree.url(path)), "etag");

            HttpResponse<byte[]> response = web.get(tree.url(path), "If-None-Match", etag);

            assertThat(response.statusCode()).as(path).isEqualTo(304);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void doubleSlashesAndEscapedColonsAreTheSameFile() {
        String alias = "streams/v1/com.ubuntu.maas:stable:v3:download.sjson";
        byte[] document = web.body(tree.url(alias));

        assertThat(web.body(tree.url("/" + alias))).isEqualTo(document);
        assertThat(web.body(tree.url(alias.replace("/v1/", "//v1//")))).isEqualTo(document);
        assertThat(web.body(tree.url(alias.replace(":", "%3A")))).isEqualTo(document);
    }

    @Test
    void whatIsNotPublishedIsNotFound() {
        for (String path : new String[] {
            "streams/v1/other.sjson", item.path() + "x", item.path() + "/x", "streams/v1/%2e%2e/index.json"
        }) {
            assertThat(web.get(tree.url(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(web.get(stack.ports().site().resolve("/maas/unknown/streams/v1/index.sjson"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void documentsAreJsonAndItemsAreBytes() {
        assertThat(contentType(PublishedTree.INDEX + ".sjson")).isEqualTo("application/json");
        assertThat(contentType(PublishedTree.INDEX + ".json")).isEqualTo("application/json");
        assertThat(contentType(item.path())).isEqualTo("application/octet-stream");
    }

    @Test
    void theTreeIsThereWithAndWithoutASlashAtTheEndOfItsAddress() {
        URI base = tree.url("");
        URI bare = URI.create(base.toString().replaceAll("/$", ""));

        assertThat(web.get(base).statusCode()).isEqualTo(200);
        assertThat(web.get(bare).statusCode()).isEqualTo(200);
        assertThat(web.get(bare.resolve(bare.getPath() + "/streams/v1/index.sjson"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.get(URI.create(base + "/streams/v1/index.sjson")).statusCode())
                .as("a base with a slash, joined with another")
                .isEqualTo(200);
    }

    @Test
    void theKeyIsServedInBothForms() {
        assertThat(web.body(stack.ports().site().resolve("/keys/mirror.gpg"))[0] & 0x80)
                .as("the first bit of a binary packet")
                .isEqualTo(0x80);
        assertThat(new String(web.body(stack.ports().site().resolve("/keys/mirror.asc")), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
    }

    private String contentType(String path) {
        return header(web.head(tree.url(path)), "content-type");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
