package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    @TempDir
    private Path home;

    @BeforeEach
    void installServices() throws IOException {
        for (String name : PackagedService.NAMES) {
            Path directory = Files.createDirectories(home.resolve("services").resolve(name));
            Files.writeString(directory.resolve("quarkus-run.jar"), "jar");
        }
    }

    @Test
    void shouldUseArchivesWhenAllWereRecorded() throws IOException {
        var archives = new ClassArchives(home);
        archives.begin();
        for (String name : PackagedService.NAMES) {
            Files.writeString(archive(name).draft(), "classes");
        }

        archives.keep();

        assertThat(PackagedService.NAMES)
                .allSatisfy(name -> assertThat(archive(name).file()).hasContent("classes"));
    }

    @Test
    void shouldDeleteDraftOfInterruptedRecording() throws IOException {
        Files.writeString(archive("watcher").draft(), "half of the cla");

        new ClassArchives(home).begin();

        assertThat(archive("watcher").draft()).doesNotExist();
    }

    @Test
    void shouldNameServiceWhenItsArchiveWasNotRecorded() throws IOException {
        var archives = new ClassArchives(home);
        archives.begin();

        assertThatThrownBy(archives::keep)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("classes of the watcher were not archived");
    }

    private ClassArchive archive(String service) {
        return ClassArchive.of(PackagedService.in(home, service));
    }
}
