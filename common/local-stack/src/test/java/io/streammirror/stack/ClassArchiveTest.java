package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path target;

    private PackagedService publisher;

    @BeforeEach
    void makeJar() throws IOException {
        Path directory = Files.createDirectory(target.resolve("quarkus-app"));
        publisher = new PackagedService("publisher", directory);
        Files.writeString(publisher.jar(), "jar");
    }

    @Test
    void shouldUseArchiveAfterDraftIsKept() throws IOException {
        assertThat(ClassArchive.of(publisher).flags()).isEmpty();

        ClassArchive archive = ClassArchive.of(publisher);
        Files.writeString(archive.draft(), "classes");
        archive.keepDraft();

        assertThat(ClassArchive.of(publisher).flags())
                .containsExactly(
                        "-XX:SharedArchiveFile=" + target.resolve("publisher-classes.jsa"),
                        "-Xlog:cds*=off",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0");
        assertThat(target.resolve("publisher-classes.jsa")).hasContent("classes");
        assertThat(archive.draft()).doesNotExist();
    }

    @Test
    void shouldRecordToDraft() {
        ClassArchive archive = ClassArchive.of(publisher);

        assertThat(archive.recordingFlags()).contains("-XX:ArchiveClassesAtExit=" + archive.draft());
        assertThat(archive.draft()).isNotEqualTo(archive.file());
    }

    @Test
    void shouldNotUseDraft() throws IOException {
        Files.writeString(ClassArchive.of(publisher).draft(), "half of the cla");

        assertThat(ClassArchive.of(publisher).flags()).isEmpty();
    }
}
