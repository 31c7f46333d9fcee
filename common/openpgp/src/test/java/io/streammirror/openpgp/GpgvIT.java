package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real gpgv and gpg accept the signatures of this package: clients of a mirror run these programs. */
class GpgvIT {
    private static final byte[] TEXT = "{\n \"a\": \"ä\"\n}\n- dashed\n\nlast\n".getBytes(StandardCharsets.UTF_8);

    private Gpg gpg;

    @BeforeEach
    void start() throws IOException {
        gpg = new Gpg();
    }

    @AfterEach
    void stop() throws IOException {
        gpg.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeAcceptedByGpgvWithEveryKindOfKey(KeyAlgorithm algorithm) {
        SigningKey key = SigningKey.generate("Mirror", algorithm, Instant.parse("2026-01-01T00:00:00Z"));
        var signer = new Signer(key, Clock.systemUTC());
        byte[] keyring = key.publicKeyring().binary();

        Gpg.Outcome clear = gpg.gpgvText(keyring, signer.clearSign(TEXT));
        Gpg.Outcome detached = gpg.gpgvDetached(keyring, TEXT, signer.detachedSign(TEXT));

        assertThat(clear.log()).contains("Good signature from \"Mirror\"");
        assertThat(clear.exit()).isZero();
        assertThat(clear.out()).isEqualTo(TEXT);
        assertThat(detached.log()).contains(key.fingerprint().hex());
        assertThat(detached.exit()).isZero();
    }

    @Test
    void shouldBeAcceptedByGpgvWithLongestLine() {
        byte[] longest = ("x".repeat(Signer.MAX_LINE_BYTES) + "\ny\n").getBytes(StandardCharsets.UTF_8);
        SigningKey key = TestKeys.ALICE;

        Gpg.Outcome outcome =
                gpg.gpgvText(key.publicKeyring().binary(), new Signer(key, Clock.systemUTC()).clearSign(longest));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).isEqualTo(longest);
    }

    /** The reason for {@link Keyring#binary()}: MAAS passes the file on to gpgv as it is. */
    @Test
    void shouldShowThatGpgvReadsNoArmoredKeyring() {
        SigningKey key = TestKeys.ALICE;
        byte[] document = new Signer(key, Clock.systemUTC()).clearSign(TEXT);

        assertThat(gpg.gpgv(key.publicKeyring().armored(), document).exit()).isNotZero();
        assertThat(gpg.gpgv(key.publicKeyring().binary(), document).exit()).isZero();
    }

    @Test
    void shouldWriteLockedKeyThatGpgImports() {
        SigningKey key = TestKeys.ALICE;
        gpg.gpg(key.write("secret".toCharArray()), "--import");

        byte[] document = gpg.gpg(
                TEXT,
                "--passphrase",
                "secret",
                "--local-user",
                key.fingerprint().hex(),
                "--clearsign");

        assertThat(gpg.gpgv(key.publicKeyring().binary(), document).exit()).isZero();
    }

    @Test
    void shouldReadLockedKeyThatGpgExported() {
        gpg.gpg(new byte[0], "--passphrase", "secret", "--quick-generate-key", "Both", "default", "default", "never");
        byte[] exported = gpg.gpg(new byte[0], "--passphrase", "secret", "--export-secret-keys", "Both");

        SigningKey key = SigningKey.read(exported, "secret".toCharArray());

        byte[] document = new Signer(key, Clock.systemUTC()).clearSign(TEXT);
        assertThat(gpg.gpgv(key.publicKeyring().binary(), document).exit()).isZero();
        assertThatThrownBy(() -> SigningKey.read(exported, "wrong".toCharArray()))
                .isInstanceOf(SigningKeyException.WrongPassphrase.class);
    }

    @Test
    void shouldSignWithSubkeyWhenPrimaryKeyIsOffline() {
        Fingerprint primary = gpg.newKey("Offline", "cert", "never");
        gpg.gpg(new byte[0], "--quick-add-key", primary.hex(), "ed25519", "sign", "never");
        byte[] exported = gpg.gpg(new byte[0], "--export-secret-subkeys", primary.hex());

        SigningKey key = SigningKey.read(exported, null);

        assertThat(key.fingerprint()).isEqualTo(primary);
        byte[] document = new Signer(key, Clock.systemUTC()).clearSign(TEXT);
        assertThat(gpg.gpgv(key.publicKeyring().binary(), document).exit()).isZero();
    }
}
