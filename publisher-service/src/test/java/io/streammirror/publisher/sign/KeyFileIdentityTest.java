package io.streammirror.publisher.sign;

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

class KeyFileIdentityTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNameCommandThatCreatesKeyWhenKeyIsMissing() {
        assertThatThrownBy(() -> KeyFileIdentity.read(signing(Optional.empty())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.signing.key-file: there is no file")
                .hasMessageContaining("mirror key create");
    }

    @Test
    void shouldUnlockKeyByPassphraseFile() throws IOException {
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, Instant.EPOCH);
        Files.write(folder.resolve("mirror.key"), key.write("secret".toCharArray()));
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "secret\n");

        assertThat(KeyFileIdentity.read(signing(Optional.of(passphrase)))
                        .publicKeyring()
                        .fingerprints())
                .containsExactly(key.fingerprint());
    }

    @Test
    void shouldReportConfigurationProblemWhenFileIsNoKey() throws IOException {
        Files.writeString(folder.resolve("mirror.key"), "no key");

        assertThatThrownBy(() -> KeyFileIdentity.read(signing(Optional.empty())))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void shouldPublishNextKeyBesideSigningKey() throws IOException {
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, Instant.EPOCH);
        var next = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, Instant.EPOCH);
        Files.write(folder.resolve("mirror.key"), key.write(null));
        Files.write(folder.resolve("mirror.key.next"), next.write(null));

        SigningIdentity read = KeyFileIdentity.read(signing(Optional.empty()));

        assertThat(read.publicKeyring().fingerprints()).containsExactly(key.fingerprint(), next.fingerprint());
        assertThat(read.publisher().key().fingerprint()).isEqualTo(key.fingerprint());
        assertThat(read.publisher().replaced()).isEmpty();
    }

    @Test
    void shouldReadReplacedKeysAndReportInvalidOnes() throws IOException {
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, Instant.EPOCH);
        Files.write(folder.resolve("mirror.key"), key.write(null));
        Path replaces = Files.writeString(
                folder.resolve("mirror.key.replaces"),
                "# lost\n" + key.fingerprint().hex() + "\n\n");

        assertThat(KeyFileIdentity.read(signing(Optional.empty())).publisher().replaced())
                .containsExactly(key.fingerprint());

        Files.writeString(replaces, "ABCD");
        assertThatThrownBy(() -> KeyFileIdentity.read(signing(Optional.empty())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mirror.key.replaces");
    }

    private Settings.Signing signing(Optional<Path> passphrase) {
        return new Settings.Signing(folder.resolve("mirror.key"), passphrase, Optional.empty());
    }
}
