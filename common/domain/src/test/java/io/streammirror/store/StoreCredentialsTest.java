package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCredentialsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadBothLinesAmongComments() throws IOException {
        Path file =
                Files.writeString(directory.resolve("store"), "# ours\n\nsecret-key = s3=cret\naccess-key=mirror\n");

        assertThat(StoreCredentials.read(file)).isEqualTo(new StoreCredentials("mirror", "s3=cret"));
    }

    @Test
    void shouldNameMissingLineWithoutSecret() throws IOException {
        Path file = Files.writeString(directory.resolve("store"), "secret-key=hush\n");

        assertThatExceptionOfType(StoreCredentialsException.class)
                .isThrownBy(() -> StoreCredentials.read(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("has no line 'access-key=…'")
                .withMessageNotContaining("hush");
    }

    @Test
    void shouldNameFileWhenItIsMissing() {
        Path file = directory.resolve("nowhere");

        assertThatExceptionOfType(StoreCredentialsException.class)
                .isThrownBy(() -> StoreCredentials.read(file))
                .withMessageContaining("nowhere cannot be read (NoSuchFileException)");
    }

    @Test
    void shouldRedactCredentialsWhenPrinted() {
        assertThat(new StoreCredentials("mirror", "hush")).hasToString("StoreCredentials[redacted]");
    }
}
