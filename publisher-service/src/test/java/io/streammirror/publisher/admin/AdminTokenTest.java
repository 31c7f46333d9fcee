package io.streammirror.publisher.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    @TempDir
    private Path directory;

    @Test
    void shouldReadTokenFromFirstLine() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "0123456789abcdef\nnot this\n");

        AdminToken token = AdminToken.read(Optional.of(file)).orElseThrow();

        assertThat(token.matches("0123456789abcdef")).isTrue();
        assertThat(token.matches("not this")).isFalse();
        assertThat(token.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void shouldHaveNoTokenWhenNoFileIsConfigured() {
        assertThat(AdminToken.read(Optional.empty())).isEmpty();
    }

    @Test
    void shouldRefuseShortTokenAndMissingFile() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "secret\n");

        assertThatThrownBy(() -> AdminToken.read(Optional.of(file)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("stream-mirror.admin.token-file", "at least 16")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> AdminToken.read(Optional.of(directory.resolve("missing"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("missing cannot be read");
    }
}
