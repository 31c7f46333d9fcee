package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bucket that build 75e9112 has written is served and continued.
 *
 * <p>The archive holds the data directory of that build after a first mirroring, a new version of upstream, a rollback, a pin and a
 * custom image, and two states of the signed upstream: the one that it last read, and a later one.
 */
final class EarlierBucketIT {
    private static final String MIRROR = "small";
    private static final String PINNED = "com.ubuntu.maas.stable:v3:boot:20.04:amd64:ga-20.04";
    private static final String FOLLOWING = "com.ubuntu.maas.stable:v3:boot:20.04:amd64:hwe-20.04";
    private static final String CUSTOM = "own.small:v3:boot:custom:noble-site:amd64:generic";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldServeAndContinueTheBucketOfAnEarlierBuild() throws IOException {
        unpack("bucket-of-75e9112.zip");
        var upstream = runs.own(new DirectoryServer(directory.resolve("upstream-before")));
        Path configuration = new Configuration(directory)
                .mirror(
                        MIRROR,
                        upstream.base(),
                        Files.readAllBytes(directory.resolve("upstream.gpg")),
                        "max-upstream-age: 36500d",
                        "selections: [{filters: []}]")
                .write();

        MirrorProcess stack = runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
        var tree = runs.own(new PublishedTree(stack.runningPorts().site(), Configuration.servedAt(MIRROR)));

        assertThat(newestVersions(tree))
                .isEqualTo(Map.of(PINNED, "20250601", FOLLOWING, "20250601", CUSTOM, "20260101"));
        tree.items(tree.index()).forEach(tree::download);
        assertThat(runs.command(stack, directory, "status", "--details"))
                .contains("ROLLED BACK", "new one does not boot", "PINNED", "certified", "by alice");
        assertThat(runs.command(stack, directory, "history")).contains("rolled back", "noble-site");
        assertThat(runs.command(stack, directory, "history", "--verify")).contains("the log is whole");

        upstream.serve(directory.resolve("upstream-after"));
        runs.command(stack, directory, "release", MIRROR);
        runs.command(stack, directory, "poll");

        Await.until("the unpinned product follows upstream", () -> newestVersions(tree)
                .equals(Map.of(PINNED, "20250601", FOLLOWING, "20250603", CUSTOM, "20260101")));
        tree.items(tree.index()).forEach(tree::download);
    }

    private static Map<String, String> newestVersions(PublishedTree tree) {
        return tree.items(tree.index()).stream()
                .filter(item -> Set.of(PINNED, FOLLOWING, CUSTOM).contains(item.product()))
                .collect(Collectors.toMap(
                        PublishedItem::product, PublishedItem::version, (a, b) -> a.compareTo(b) > 0 ? a : b));
    }

    private void unpack(String archive) throws IOException {
        try (InputStream bytes = EarlierBucketIT.class.getResourceAsStream(archive);
                var zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
        JsonNode attributes = Json.parse(Files.readAllBytes(directory.resolve("attributes.json")));
        for (Map.Entry<String, JsonNode> file : attributes.properties()) {
            var view = Files.getFileAttributeView(directory.resolve(file.getKey()), UserDefinedFileAttributeView.class);
            for (Map.Entry<String, JsonNode> attribute : file.getValue().properties()) {
                byte[] value = Base64.getDecoder().decode(attribute.getValue().textValue());
                view.write(attribute.getKey(), ByteBuffer.wrap(value));
            }
        }
    }
}
