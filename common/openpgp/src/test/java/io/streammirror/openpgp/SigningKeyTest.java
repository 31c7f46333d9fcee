package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.ALICE;
import static io.streammirror.openpgp.TestKeys.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldSignTheSameAfterWritingAndReading() {
        SigningKey read = SigningKey.read(ALICE.write(null), null);

        assertThat(new Signer(read, CLOCK).detachedSign(DATA)).isEqualTo(new Signer(ALICE, CLOCK).detachedSign(DATA));
        assertThat(read.publicKeyring().binary())
                .isEqualTo(ALICE.publicKeyring().binary());
    }

    @Test
    void shouldOpenLockedKeyWithItsPassphraseOnly() {
        byte[] locked = ALICE.write("correct horse".toCharArray());

        assertThat(SigningKey.read(locked, "correct horse".toCharArray()).fingerprint())
                .isEqualTo(ALICE.fingerprint());
        assertThatThrownBy(() -> SigningKey.read(locked, "battery staple".toCharArray()))
                .isInstanceOf(SigningKeyException.WrongPassphrase.class)
                .hasMessageContaining("the passphrase does not open it");
        assertThatThrownBy(() -> SigningKey.read(locked, null))
                .isInstanceOf(SigningKeyException.WrongPassphrase.class)
                .hasMessageContaining("no passphrase was given");
    }

    @Test
    void shouldRefusePublicKey() {
        byte[] publicKey = ALICE.publicKeyring().armored();

        assertThatThrownBy(() -> SigningKey.read(publicKey, null))
                .isInstanceOf(SigningKeyException.NotASecretKey.class)
                .hasMessageContaining("gpg --export-secret-keys");
    }

    @Test
    void shouldRefuseOtherBytes() {
        assertThatThrownBy(() -> SigningKey.read(DATA, null)).isInstanceOf(SigningKeyException.NotASecretKey.class);
    }
}
