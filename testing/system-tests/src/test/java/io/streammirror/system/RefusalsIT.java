package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.sample.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Errors of upstream or of the operator end with an exit code of their own and one clear message. */
@Tag("slow")
final class RefusalsIT {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldReportAllConfigurationProblemsBeforeStart() throws IOException {
        Path configuration = Files.writeString(directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    bad:
                      source: ftp://example.com/
                      path: /api/images
                      pol-interval: 1m
                      selections:
                        - filters: ["release~(jammy"]
                """);

        MirrorProcess run = once(configuration);

        assertThat(run.awaitExit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("mirror: ")
                .contains("mirror.yaml")
                .contains("bad.pol-interval")
                .contains("bad.source")
                .contains("bad.path")
                .contains("bad.selections[0].filters")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void shouldEndWithOneWhenUpstreamDoesNotAnswer() throws IOException {
        Path configuration = new Configuration(directory)
                .mirror(
                        "away",
                        URI.create("http://127.0.0.1:" + closedPort() + "/"),
                        Upstream.newKey().publicKeyring().binary())
                .write();

        MirrorProcess run = once(configuration);

        assertThat(run.awaitExit()).as("exit code%s", run.tails()).isEqualTo(1);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("away: upstream cannot be reached: ")
                .contains("127.0.0.1");
    }

    @Test
    void shouldEndWithThreeWhenSignedByUnknownKey() {
        var upstream = runs.own(
                new Upstream(SmallTree.named("foreign").with("20250101", 1000).tree()));
        Path configuration = new Configuration(directory)
                .mirror(
                        "foreign",
                        upstream.base(),
                        Upstream.newKey().publicKeyring().binary())
                .write();

        MirrorProcess run = once(configuration);

        assertThat(run.awaitExit()).as("exit code%s", run.tails()).isEqualTo(3);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("foreign: upstream is refused: ")
                .contains("index.sjson: signed by key ")
                .contains("not in the keyring");
        assertThat(upstream.traffic().itemBytes()).isZero();
    }

    @Test
    void shouldEndWithFourAndPublishTheRestWhenItemIsCorrupt() {
        var tree = SmallTree.named("corrupt").with("20250101", 50_000).with("20250201", 50_000);
        var upstream = runs.own(new Upstream(tree.tree()));
        String corrupt = SmallTree.path("20250201", "squashfs").value();
        upstream.fail((path, request) -> path.equals(corrupt) ? Optional.of(new Fault.Corrupt(10)) : Optional.empty());
        Path configuration =
                new Configuration(directory).mirror("corrupt", upstream).write();

        MirrorProcess run = once(configuration);

        assertThat(run.awaitExit()).as("exit code%s", run.tails()).isEqualTo(4);
        assertThat(run.err())
                .startsWith("corrupt: 1 of 8 files could not be fetched; versions that need them are not published")
                .contains(corrupt + ": ")
                .contains("expected ")
                .doesNotContain("\tat ");
        assertThat(run.out())
                .contains("Read back corrupt as MAAS does: 1 products, 1 versions")
                .contains("signatures, sizes and hashes are right");
    }

    private MirrorProcess once(Path configuration) {
        return runs.own(MirrorProcess.up(directory.resolve("data"), configuration, "--once"));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
