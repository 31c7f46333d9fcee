package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.Settings;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.openpgp.keys.NewKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyCreatorTest {
    @TempDir
    Path directory;

    @Test
    void shouldStripOnlyLineEndFromPassphrase() throws IOException {
        Path passphrase = Files.writeString(directory.resolve("passphrase"), " with a space\n");
        Path key = directory.resolve("keys/mirror.key");

        SigningKeyCreator.ensure(new Settings.Signing(key, Optional.of(passphrase), Optional.empty()));

        byte[] written = Files.readAllBytes(key);
        assertThatCode(() -> SigningKey.read(written, " with a space".toCharArray()))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldWriteNothingWhenPassphraseFileIsMissing() {
        Path key = directory.resolve("keys/mirror.key");
        var signing = new Settings.Signing(key, Optional.of(directory.resolve("passphrase")), Optional.empty());

        assertThatThrownBy(() -> SigningKeyCreator.ensure(signing))
                .isInstanceOf(NewKeyException.class)
                .hasMessageContaining("passphrase-file");
        assertThat(key.getParent()).doesNotExist();
    }
}
