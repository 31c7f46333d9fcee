package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The readers that the publisher finds, with clients that behave like MAAS. The rotation of the key comes last, because
 * it ends what was counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ReadersIT {
    private static final String MIRROR = "read";
    private static final String BASE = Configuration.servedAt(MIRROR);
    private static final String ROOT = SmallTree.path("20250101", "squashfs").value();

    @TempDir
    private static Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    private Upstream upstream;
    private MirrorProcess stack;

    @BeforeAll
    void start() {
        SmallTree tree = SmallTree.named(MIRROR).with("20250101", 64_000_000);
        upstream = new Upstream(tree.tree());
        Path configuration =
                new Configuration(directory).mirror(MIRROR, upstream).write();
        stack = MirrorProcess.up(directory.resolve("data"), configuration).awaitUp();
        status().awaitPublished(MIRROR, tree.updated());
    }

    @AfterAll
    void stop() {
        stack.close();
        upstream.close();
    }

    @Test
    @Order(1)
    void shouldShowReaderWithTheKeyringAsCurrentWithItsItems() throws IOException {
        try (var older = MaasClient.of36(site(), BASE, "127.0.0.36", keyring());
                var newer = MaasClient.of38(site(), BASE, "127.0.0.38", keyring())) {
            assertThat(older.poll()).isTrue();
            assertThat(newer.poll()).isTrue();
            newer.download(ROOT);

            awaitState("127.0.0.36", "current");
            JsonNode reader = awaitState("127.0.0.38", "current");
            assertThat(reader.path("agent").asText()).isEqualTo("maas/3.8.0/g.2");
            assertThat(reader.path("items").path("taken").asInt()).isEqualTo(1);
            assertThat(reader.path("items").path("not-asked").asInt()).isEqualTo(3);
            assertThat(reader.path("read").path("publication"))
                    .isEqualTo(status().mirror(MIRROR).path("publication"));
        }
    }

    @Test
    @Order(2)
    void shouldShowDownloadThatIsBrokenOff() throws IOException {
        try (var client = MaasClient.of36(site(), BASE, "127.0.0.37", keyring())) {
            assertThat(client.poll()).isTrue();
            client.breakOff(ROOT);

            Await.until(
                    "the download is broken off",
                    () -> reader("127.0.0.37").path("items").path("broken-off").asInt() == 1);
        }
    }

    @Test
    @Order(3)
    void shouldShowReaderWithAnotherKeyringAsRefusing() throws IOException {
        byte[] other = Upstream.newKey().publicKeyring().binary();
        try (var older = MaasClient.of36(site(), BASE, "127.0.0.46", other);
                var newer = MaasClient.of38(site(), BASE, "127.0.0.48", other)) {
            assertThat(older.poll()).isFalse();
            assertThat(newer.poll()).isFalse();

            assertThat(awaitState("127.0.0.46", "refusing").path("refuses").asText())
                    .isEqualTo("index");
            awaitState("127.0.0.48", "refusing");
            assertThat(runs.command(stack, directory, "readers"))
                    .contains("127.0.0.46", "refuses the index: give it the keyring of this mirror");
            assertThat(runs.command(stack, directory, "status")).contains(MIRROR + " is refused by 2 readers");
        }
    }

    @Test
    @Order(4)
    void shouldShowCountsAndNoAddressToThePublic() {
        Await.until("the public sees the counts", () -> publicReaders().contains("\"refusing\":2"));

        assertThat(publicReaders()).doesNotContain("127.0.0.", "maas/");
        assertThat(metrics()).contains("stream_mirror_readers{mirror=\"" + MIRROR + "\",state=\"refusing\"} 2.0");
    }

    @Test
    @Order(5)
    void shouldShowWhoHasTheKeyringAndWhoStopsReadingWhenTheKeyIsRotated() throws IOException {
        byte[] before = keyring();
        String keyFile = directory.resolve("data/keys/mirror.key").toString();
        rotate("--algorithm", "ed25519", "--prepare", "--key-file", keyFile);
        byte[] both = keyring();
        assertThat(both.length).isGreaterThan(before.length);
        try (var late = MaasClient.of36(site(), BASE, "127.0.0.56", before);
                var ready = MaasClient.of36(site(), BASE, "127.0.0.57", both)) {
            assertThat(late.poll()).isTrue();
            assertThat(ready.poll()).isTrue();
            assertThat(ready.fetchKeyring()).isEqualTo(both);
            Await.until(
                    "the keyring is fetched",
                    () -> reader("127.0.0.57").path("keyring").isTextual());
            assertThat(awaitState("127.0.0.56", "current").path("keyring").isNull())
                    .isTrue();

            String former = status().mirror(MIRROR).path("signer").asText();
            rotate("--switch", "--key-file", keyFile);
            status().await(
                            MIRROR,
                            "is signed by the next key",
                            mirror -> mirror.path("settled").asBoolean()
                                    && !mirror.path("signer").asText().equals(former));

            assertThat(late.poll()).isFalse();
            assertThat(ready.poll()).isTrue();
            assertThat(awaitState("127.0.0.56", "refusing").path("refuses").asText())
                    .isEqualTo("index");
            awaitState("127.0.0.57", "current");
        }
    }

    /** Runs a step of the rotation, and restarts the publisher with the files as they are then. */
    private void rotate(String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = "key";
        command[1] = "rotate";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        var run = runs.own(MirrorProcess.command(directory, command));
        assertThat(run.awaitExit()).as(run.out() + run.err()).isZero();
        stack.killService("publisher");
        Await.until(
                "the publisher serves again",
                () -> new Web().isOk(site().resolve("/keys/mirror.gpg"))
                        && new Web().isOk(stack.runningPorts().managementSite().resolve("/q/health/ready")));
    }

    private JsonNode awaitState(String address, String state) {
        Await.until(
                address + " is " + state,
                () -> reader(address).path("state").asText().equals(state));
        return reader(address);
    }

    private JsonNode reader(String address) {
        JsonNode readers = json(stack.runningPorts().managementSite().resolve("/api/v1/readers"));
        for (JsonNode reader : readers.required("readers")) {
            if (reader.path("address").asText().equals(address)) {
                return reader;
            }
        }
        return MissingNode.getInstance();
    }

    private String publicReaders() {
        return json(site().resolve("/api/v1/readers")).toString();
    }

    private String metrics() {
        return new String(
                new Web().body(stack.runningPorts().managementSite().resolve("/q/metrics")), StandardCharsets.UTF_8);
    }

    private static JsonNode json(URI url) {
        try {
            return Json.parse(new Web().body(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] keyring() {
        return new Web().body(site().resolve("/keys/mirror.gpg"));
    }

    private URI site() {
        return stack.runningPorts().site();
    }

    private StatusPage status() {
        return new StatusPage(stack.runningPorts().managementSite());
    }
}
