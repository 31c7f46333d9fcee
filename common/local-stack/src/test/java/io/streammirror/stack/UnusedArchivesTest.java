package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedArchivesTest {
    private final long pid = ProcessHandle.current().pid();

    @TempDir
    private Path home;

    @Test
    void shouldNameServicesThatRunWithoutTheirArchive() throws IOException {
        assumeThat(Path.of("/proc/self/maps"))
                .as("the kernel shows the mappings")
                .exists();
        install("fetcher");
        Path used = ClassArchive.of(install("watcher")).file();
        Files.writeString(used, "classes");

        try (var channel = FileChannel.open(used)) {
            var mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());

            assertThat(UnusedArchives.notice(home, Map.of("fetcher-1", pid, "watcher", pid)))
                    .hasValueSatisfying(notice -> assertThat(notice)
                            .contains("fetcher", "mirror prepare")
                            .doesNotContain("watcher", "fetcher-1"));
            assertThat(mapped.get()).isEqualTo((byte) 'c');
        }
    }

    @Test
    void shouldNotDoubtArchiveOfProcessThatHasEnded() {
        assertThat(new ClassArchive(home.resolve("watcher-classes.jsa")).isUsedBy(Long.MAX_VALUE))
                .isTrue();
    }

    private PackagedService install(String name) throws IOException {
        Path directory = Files.createDirectories(home.resolve("services").resolve(name));
        Files.writeString(directory.resolve("quarkus-run.jar"), "jar");
        return PackagedService.in(home, name);
    }
}
