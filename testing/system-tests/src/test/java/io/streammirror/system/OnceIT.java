package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.sample.SampleTree;
import io.streammirror.simplestreams.VersionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mirror up --once}: what cron runs. */
final class OnceIT {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldFetchOnlyWhatIsNewInEachRun() throws IOException {
        SampleTree first = SampleTree.at(Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS));
        var upstream = runs.own(new Upstream(first.tree()));
        Path configuration =
                new Configuration(directory).mirror("sample", upstream).write();

        MirrorProcess initial = run(configuration);

        assertThat(initial.out())
                .contains("Read back sample as MAAS does: 24 products, 48 versions")
                .contains("signatures, sizes and hashes are right");
        assertThat(upstream.traffic().itemBytes())
                .as("bytes of each distinct content, once")
                .isEqualTo(bytesOfDistinctContents(first));
        List<JsonNode> log = log();

        upstream.traffic().clear();
        run(configuration);

        assertThat(upstream.traffic().itemBytes())
                .as("item bytes of the second run")
                .isZero();
        assertThat(log()).as("decisions of the second run").isEqualTo(log);

        SampleTree second =
                first.release(new VersionName("20250801"), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        upstream.publish(second.tree());
        run(configuration);

        assertThat(upstream.traffic().itemBytes())
                .as("item bytes of the run after a release")
                .isEqualTo(bytesOf(second, newPaths(first, second)));
        assertThat(livePublication(log())).isNotEqualTo(livePublication(log));
    }

    private MirrorProcess run(Path configuration) {
        var process = runs.own(MirrorProcess.up(directory.resolve("data"), configuration, "--once"));
        assertThat(process.awaitExit()).as("exit code%s", process.tails()).isZero();
        return process;
    }

    /** The stack is down, so the log is read from the directory behind its store. */
    private List<JsonNode> log() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data/s3/stream-mirror/log"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(OnceIT::json)
                    .toList();
        }
    }

    private static JsonNode json(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String livePublication(List<JsonNode> log) {
        return log.get(log.size() - 1).at("/state/mirrors/sample/live/id").textValue();
    }

    private static Set<String> newPaths(SampleTree before, SampleTree after) {
        var paths = after.tree().blobs().keySet().stream()
                .map(path -> path.value())
                .collect(Collectors.toCollection(HashSet::new));
        before.tree().blobs().keySet().forEach(path -> paths.remove(path.value()));
        return paths;
    }

    private static long bytesOfDistinctContents(SampleTree tree) {
        return tree.tree().blobs().values().stream()
                .collect(Collectors.toMap(blob -> blob.sha256().hex(), blob -> blob.size(), (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long bytesOf(SampleTree tree, Set<String> paths) {
        return tree.tree().blobs().entrySet().stream()
                .filter(blob -> paths.contains(blob.getKey().value()))
                .mapToLong(blob -> blob.getValue().size())
                .sum();
    }
}
