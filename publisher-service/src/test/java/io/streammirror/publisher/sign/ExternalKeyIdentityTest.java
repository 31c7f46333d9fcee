package io.streammirror.publisher.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalKeyIdentityTest {
    private static final SigningKey KEY = SigningKey.generate("Module", KeyAlgorithm.ED25519, Instant.EPOCH);
    private static final SigningKey NEXT = SigningKey.generate("Next", KeyAlgorithm.ED25519, Instant.EPOCH);

    @TempDir
    private Path folder;

    @Test
    void shouldPublishPublicKeyWithoutReadingSecretKey() throws IOException {
        Files.write(folder.resolve("module.gpg"), KEY.publicKeyring().armored());

        SigningIdentity identity = read();

        assertThat(identity.publisher().key().fingerprint()).isEqualTo(KEY.fingerprint());
        assertThat(identity.publicKeyring().fingerprints()).containsExactly(KEY.fingerprint());
    }

    @Test
    void shouldReadNextAndReplacedKeysFromFilesBesideIt() throws IOException {
        Files.write(folder.resolve("module.gpg"), KEY.publicKeyring().binary());
        Files.write(folder.resolve("module.gpg.next"), NEXT.publicKeyring().binary());
        Files.writeString(
                folder.resolve("module.gpg.replaces"), NEXT.fingerprint().hex());

        SigningIdentity identity = read();

        assertThat(identity.publicKeyring().fingerprints()).containsExactly(KEY.fingerprint(), NEXT.fingerprint());
        assertThat(identity.publisher().replaced()).containsExactly(NEXT.fingerprint());
    }

    @Test
    void shouldReportConfigurationProblemWhenFileIsNotOnePublicKey() throws IOException {
        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("stream-mirror.signing.public-key-file: there is no file")
                .hasMessageContaining("gpg --export");

        var two = new ByteArrayOutputStream();
        two.writeBytes(KEY.publicKeyring().binary());
        two.writeBytes(NEXT.publicKeyring().binary());
        Files.write(folder.resolve("module.gpg"), two.toByteArray());
        assertThatThrownBy(this::read).hasMessageContaining("holds 2 keys where one belongs");

        Files.write(folder.resolve("module.gpg"), KEY.write(null));
        assertThatThrownBy(this::read).hasMessageContaining("holds the secret key");
    }

    private SigningIdentity read() {
        var external = new Settings.ExternalSigner(
                List.of("/none/sign"), folder.resolve("module.gpg"), Duration.ofSeconds(30));
        return SigningIdentity.read(
                new Settings.Signing(folder.resolve("mirror.key"), Optional.empty(), Optional.of(external)),
                Clock.systemUTC());
    }
}
