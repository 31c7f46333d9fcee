package io.streammirror.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final String WRITE = "-XX:ArchiveClassesAtExit=";
    private static final String READ = "-XX:SharedArchiveFile=";

    @TempDir
    private Path directory;

    private Path jar;
    private Path archives;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(directory.resolve("quarkus-run.jar"), "jar");
        archives = Files.createDirectory(directory.resolve("classes"));
    }

    @Test
    void theSecondProcessWritesAndWhatItWroteIsReadFromThenOn() throws IOException {
        assertThat(archive().flags()).isEmpty();

        ClassArchive second = archive();
        assertThat(second.readOnly().flags()).isEmpty();
        Files.writeString(draft(second), "classes");
        second.keep();

        assertThat(archive().flags()).isEqualTo(archive().readOnly().flags()).hasSize(1);
        Path kept = Path.of(archive().flags().get(0).substring(READ.length()));
        assertThat(kept).hasContent("classes");
    }

    @Test
    void whatWasNotKeptIsNotReadAndTriedAgainLater() throws IOException {
        archive();
        Path draft = draft(archive());
        Files.writeString(draft, "half of the cla");

        assertThat(archive().flags()).isEmpty();
        assertThat(draft).doesNotExist();
        assertThat(archive().flags().get(0)).startsWith(WRITE);
    }

    @Test
    void anotherBuildGetsAnotherAndTheOldOneGoes() throws IOException {
        archive();
        ClassArchive before = archive();
        Files.writeString(draft(before), "classes");
        before.keep();
        Path ofAnother = Files.writeString(archives.resolve("watcher-0123456789abcdef.jsa"), "another service's");

        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(archive().flags()).isEmpty();
        assertThat(archives.toFile().list((directory, name) -> name.endsWith(".jsa")))
                .containsExactly(ofAnother.getFileName().toString());
    }

    @Test
    void nothingWrittenNothingKept() {
        archive();
        archive().keep();

        assertThat(archive().flags()).isEmpty();
    }

    private static Path draft(ClassArchive archive) {
        return Path.of(archive.flags().get(0).substring(WRITE.length()));
    }

    private ClassArchive archive() {
        return ClassArchive.of(archives, "publisher", jar);
    }
}
