package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncompleteObjectCleanerTest {
    private static final String UUID = "0b9c1f9e-5d36-4a4c-8f5d-0f3f0f7f9f11";

    @Test
    void shouldDeleteOnlyFilesWithUuidSuffix(@TempDir Path directory) throws IOException {
        Path bucket = Files.createDirectories(directory.resolve("bucket").resolve("log"));
        Path half = Files.createFile(bucket.resolve("1.json-" + UUID));
        Path whole = Files.createFile(bucket.resolve("1.json"));
        Path checkpoint = Files.createFile(bucket.resolve(UUID + "-1.json"));
        Path part = Files.createFile(bucket.resolve(".mpus-" + UUID + "-key-1"));

        int swept = IncompleteObjectCleaner.sweep(directory);

        assertThat(swept).isEqualTo(1);
        assertThat(half).doesNotExist();
        assertThat(whole).exists();
        assertThat(checkpoint).exists();
        assertThat(part).exists();
    }
}
