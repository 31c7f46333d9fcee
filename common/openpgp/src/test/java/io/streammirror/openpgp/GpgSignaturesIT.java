package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.SignatureRefusedException.ExpiredKey;
import io.streammirror.openpgp.SignatureRefusedException.ExpiredSignature;
import io.streammirror.openpgp.SignatureRefusedException.KeyNotPinned;
import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.RevokedKey;
import io.streammirror.openpgp.SignatureRefusedException.UnknownKey;
import io.streammirror.openpgp.SignatureRefusedException.UnusableKey;
import io.streammirror.openpgp.SignatureRefusedException.WeakDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier against what the real gpg makes, odd cases included; where gpgv differs, the test shows it. */
class GpgSignaturesIT {
    private static final byte[] TEXT = "{}\n- dash  \n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEXT_READ = "{}\n- dash\n".getBytes(StandardCharsets.UTF_8);

    private Gpg gpg;

    @BeforeEach
    void start() throws IOException {
        gpg = new Gpg();
    }

    @AfterEach
    void stop() throws IOException {
        gpg.close();
    }

    @Test
    void shouldAcceptClearSignaturesOfGpg() {
        Fingerprint key = gpg.newKey("Key", "default", "never");

        VerifiedText verified = verifier(gpg.export(key)).verifyClearSigned(clearSign(key));

        assertThat(verified.body()).isEqualTo(TEXT_READ);
        assertThat(verified.signature().signer()).isEqualTo(key);
        assertThat(verified.signature().tolerated()).isEmpty();
    }

    @Test
    void shouldAcceptDetachedSignaturesOfGpgArmoredOrNot() {
        Fingerprint key = gpg.newKey("Key", "default", "never");
        SignatureVerifier verifier = verifier(gpg.export(key));

        assertThat(verifier.verifyDetached(TEXT, gpg.gpg(TEXT, "--detach-sign")).signer())
                .isEqualTo(key);
        assertThat(verifier.verifyDetached(TEXT, gpg.gpg(TEXT, "--armor", "--detach-sign"))
                        .signer())
                .isEqualTo(key);
    }

    @Test
    void shouldAcceptWeakDigestOnlyWhenAllowed() {
        gpg.gpg(new byte[0], "--quick-generate-key", "Old", "rsa2048", "default", "never");
        byte[] document = gpg.gpg(TEXT, "--digest-algo", "SHA1", "--clearsign");
        Keyring keyring = gpg.export();

        assertThat(gpg.gpgv(keyring.binary(), document).exit()).isZero();
        assertThatThrownBy(() -> verifier(keyring).verifyClearSigned(document))
                .isInstanceOf(WeakDigest.class)
                .hasMessageContaining("SHA-1")
                .hasMessageContaining("allow 'weak-digest'");
        assertThat(tolerant(keyring, Weakness.WEAK_DIGEST)
                        .verifyClearSigned(document)
                        .signature()
                        .tolerated())
                .containsExactly(Weakness.WEAK_DIGEST);
    }

    @Test
    void shouldAcceptExpiredKeyOnlyWhenAllowed() {
        String[] past = {"--faked-system-time", "20200101T000000"};
        Fingerprint key = gpg.newKey("Past", "default", "1y", past);
        byte[] document = gpg.gpg(TEXT, past[0], past[1], "--clearsign");
        Keyring keyring = gpg.export(key);

        assertThat(gpg.gpgv(keyring.binary(), document).exit()).isZero();
        assertThatThrownBy(() -> verifier(keyring).verifyClearSigned(document))
                .isInstanceOf(ExpiredKey.class)
                .hasMessageContaining(key + ", which expired at 2020-12-31");
        assertThat(tolerant(keyring, Weakness.EXPIRED_KEY)
                        .verifyClearSigned(document)
                        .signature()
                        .tolerated())
                .containsExactly(Weakness.EXPIRED_KEY);
    }

    @Test
    void shouldAcceptKeyWhoseExpiryWasExtended() {
        Fingerprint key = gpg.newKey("Prolonged", "default", "1y", "--faked-system-time", "20200101T000000");
        gpg.gpg(new byte[0], "--quick-set-expire", key.hex(), "0");

        assertThat(verifier(gpg.export(key))
                        .verifyClearSigned(clearSign(key))
                        .signature()
                        .signer())
                .isEqualTo(key);
    }

    @Test
    void shouldAcceptRevokedKeyOnlyWhenAllowed() throws IOException {
        Fingerprint key = gpg.newKey("Revoked", "default", "never");
        byte[] document = clearSign(key);
        gpg.revoke(key);
        Keyring keyring = gpg.export(key);

        assertThatThrownBy(() -> verifier(keyring).verifyClearSigned(document)).isInstanceOf(RevokedKey.class);
        assertThat(tolerant(keyring, Weakness.REVOKED_KEY)
                        .verifyClearSigned(document)
                        .signature()
                        .tolerated())
                .containsExactly(Weakness.REVOKED_KEY);
    }

    @Test
    void shouldRefuseExpiredSignature() {
        Fingerprint key = gpg.newKey("Key", "default", "never", "--faked-system-time", "20200101T000000");
        byte[] document =
                gpg.gpg(TEXT, "--faked-system-time", "20200102T000000", "--default-sig-expire", "7d", "--clearsign");

        assertThatThrownBy(() -> verifier(gpg.export(key)).verifyClearSigned(document))
                .isInstanceOf(ExpiredSignature.class)
                .hasMessageContaining("2020-01-09");
    }

    @Test
    void shouldRefuseSignatureWithUnknownCriticalCondition() {
        Fingerprint key = gpg.newKey("Key", "default", "never");
        byte[] document = gpg.gpg(TEXT, "--sig-notation", "!only-if@example.org=raining", "--clearsign");

        assertThatThrownBy(() -> verifier(gpg.export(key)).verifyClearSigned(document))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("critical subpacket 20");
    }

    @Test
    void shouldDemandKnownKeysForBothSignatures() {
        Fingerprint one = gpg.newKey("One", "default", "never");
        Fingerprint two = gpg.newKey("Two", "default", "never");
        byte[] document = gpg.gpg(TEXT, "--local-user", one.hex(), "--local-user", two.hex(), "--clearsign");
        Keyring both = gpg.export(one, two);
        Keyring onlyOne = gpg.export(one);

        var pinned = new SignatureVerifier(both, Set.of(two), Set.of(), Clock.systemUTC());
        assertThat(pinned.verifyClearSigned(document).signature().signer()).isEqualTo(two);
        assertThat(gpg.gpgv(onlyOne.binary(), document).exit()).isNotZero();
        assertThatThrownBy(() -> verifier(onlyOne).verifyClearSigned(document)).isInstanceOf(UnknownKey.class);
    }

    @Test
    void shouldCountSubkeyForPrimaryKeyAndPinEither() {
        Fingerprint primary = gpg.newKey("Primary", "cert", "never");
        Fingerprint subkey = addSubkey(primary, "sign");
        byte[] document = clearSign(primary);
        Keyring keyring = gpg.export(primary);

        for (Fingerprint pin : Set.of(primary, subkey)) {
            var verifier = new SignatureVerifier(keyring, Set.of(pin), Set.of(), Clock.systemUTC());
            assertThat(verifier.verifyClearSigned(document).signature().signer())
                    .isEqualTo(primary);
        }
        var other = new SignatureVerifier(keyring, Set.of(TestKeys.BOB.fingerprint()), Set.of(), Clock.systemUTC());
        assertThatThrownBy(() -> other.verifyClearSigned(document)).isInstanceOf(KeyNotPinned.class);
    }

    @Test
    void shouldRefuseRevokedSubkeyOfValidPrimaryKey() {
        Fingerprint primary = gpg.newKey("Primary", "cert", "never");
        addSubkey(primary, "sign");
        byte[] document = clearSign(primary);
        byte[] answers = "key 1\nrevkey\ny\n0\n\ny\nsave\n".getBytes(StandardCharsets.US_ASCII);
        gpg.gpg(answers, "--no-batch", "--command-fd", "0", "--edit-key", primary.hex());

        assertThatThrownBy(() -> verifier(gpg.export(primary)).verifyClearSigned(document))
                .isInstanceOf(RevokedKey.class);
    }

    @Test
    void shouldTreatSubkeyAsExpiredWhenPrimaryKeyIs() {
        String[] past = {"--faked-system-time", "20200101T000000"};
        Fingerprint primary = gpg.newKey("Primary", "cert", "1y", past);
        gpg.gpg(new byte[0], past[0], past[1], "--quick-add-key", primary.hex(), "ed25519", "sign", "never");
        byte[] document = gpg.gpg(TEXT, past[0], past[1], "--clearsign");

        assertThatThrownBy(() -> verifier(gpg.export(primary)).verifyClearSigned(document))
                .isInstanceOf(ExpiredKey.class);
    }

    @Test
    void shouldRefuseKeyWithoutRightToSign() {
        Fingerprint key = gpg.newKey("Key", "default", "never");
        byte[] document = clearSign(key);
        gpg.gpg(
                "change-usage\ns\nq\nsave\n".getBytes(StandardCharsets.US_ASCII),
                "--no-batch",
                "--command-fd",
                "0",
                "--edit-key",
                key.hex());

        assertThatThrownBy(() -> verifier(gpg.export(key)).verifyClearSigned(document))
                .isInstanceOf(UnusableKey.class);
    }

    @Test
    void shouldRefuseTextAfterSignatureWhichGpgvSkips() {
        Fingerprint key = gpg.newKey("Key", "default", "never");
        Keyring keyring = gpg.export(key);
        String document = new String(clearSign(key), StandardCharsets.UTF_8) + "{}\n";

        assertThat(gpg.gpgv(keyring.binary(), document.getBytes(StandardCharsets.UTF_8))
                        .exit())
                .isZero();
        assertThatThrownBy(() -> verifier(keyring).verifyClearSigned(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class);
    }

    private Fingerprint addSubkey(Fingerprint primary, String usage) {
        gpg.gpg(new byte[0], "--quick-add-key", primary.hex(), "ed25519", usage, "never");
        String listing =
                new String(gpg.gpg(new byte[0], "--with-colons", "--list-keys", primary.hex()), StandardCharsets.UTF_8);
        String last = listing.lines()
                .filter(line -> line.startsWith("fpr:"))
                .reduce((first, second) -> second)
                .orElseThrow();
        return Fingerprint.parse(last.replaceAll("[^0-9A-F]", ""));
    }

    private byte[] clearSign(Fingerprint key) {
        return gpg.gpg(TEXT, "--local-user", key.hex(), "--clearsign");
    }

    private static SignatureVerifier verifier(Keyring keyring) {
        return new SignatureVerifier(keyring, Set.of(), Set.of(), Clock.systemUTC());
    }

    private static SignatureVerifier tolerant(Keyring keyring, Weakness weakness) {
        return new SignatureVerifier(keyring, Set.of(), Set.of(weakness), Clock.systemUTC());
    }
}
