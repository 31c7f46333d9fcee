package io.streammirror.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingKeyIsToldWithTheCommandThatMakesOne() {
        assertThatThrownBy(() -> SigningKeyFile.read(signing(Optional.empty())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.signing.key-file: there is no file")
                .hasMessageContaining("mirror key create");
    }

    @Test
    void aLockedKeyOpensWithThePassphraseOfItsFile() throws IOException {
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, Instant.EPOCH);
        Files.write(folder.resolve("mirror.key"), key.write("secret".toCharArray()));
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "secret\n");

        assertThat(SigningKeyFile.read(signing(Optional.of(passphrase))).fingerprint())
                .isEqualTo(key.fingerprint());
    }

    @Test
    void whatIsNoKeyIsTheOperatorsProblem() throws IOException {
        Files.writeString(folder.resolve("mirror.key"), "no key");

        assertThatThrownBy(() -> SigningKeyFile.read(signing(Optional.empty()))).isInstanceOf(SettingsException.class);
    }

    private Settings.Signing signing(Optional<Path> passphrase) {
        return new Settings.Signing(folder.resolve("mirror.key"), passphrase);
    }
}
