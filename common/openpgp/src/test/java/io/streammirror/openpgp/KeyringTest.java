package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.ALICE;
import static io.streammirror.openpgp.TestKeys.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final byte[] ALICES = ALICE.publicKeyring().binary();

    @Test
    void shouldHoldSameKeyInArmoredForm() {
        Keyring armored = Keyring.parse(ALICE.publicKeyring().armored());

        assertThat(armored.fingerprints()).containsExactly(ALICE.fingerprint());
        assertThat(armored.binary()).isEqualTo(ALICES);
    }

    @Test
    void shouldReadSeveralArmoredFilesInRow() {
        byte[] both =
                concat(ALICE.publicKeyring().armored(), BOB.publicKeyring().armored());

        assertThat(Keyring.parse(both).fingerprints()).containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void shouldReadSeveralBinaryFilesInRow() {
        byte[] both = concat(ALICES, BOB.publicKeyring().binary());

        assertThat(Keyring.parse(both).fingerprints()).containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void shouldRefuseSecretKeyByName() {
        assertThatThrownBy(() -> Keyring.parse(ALICE.write(null)))
                .isInstanceOf(KeyringException.HoldsSecretKey.class)
                .hasMessageContaining(ALICE.fingerprint().hex())
                .hasMessageContaining("gpg --export");
    }

    @Test
    void shouldRefuseOtherBytes() {
        for (byte[] bytes : new byte[][] {
            {},
            "<html>404</html>".getBytes(StandardCharsets.UTF_8),
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME".getBytes(StandardCharsets.UTF_8),
            new Signer(ALICE, TestKeys.CLOCK).detachedSign(new byte[3]),
            new byte[1000]
        }) {
            assertThatThrownBy(() -> Keyring.parse(bytes))
                    .isInstanceOf(KeyringException.NotAKeyring.class)
                    .hasMessageContaining("not an OpenPGP public keyring");
        }
    }

    @Test
    void shouldRefuseCutKeyring() {
        byte[] cut = Arrays.copyOf(ALICES, ALICES.length - 7);

        assertThatThrownBy(() -> Keyring.parse(cut)).isInstanceOf(KeyringException.NotAKeyring.class);
    }

    /** A newer export that is appended to an old file must not hide the revocation in it. */
    @Test
    void shouldHonourRevocationInEitherOfTwoCopies() {
        ForgedKey key = ForgedKey.sound();
        byte[] old = key.keyring();
        byte[] revoked = key.revoked(RevocationReasonTags.KEY_COMPROMISED).keyring();

        for (byte[] both : new byte[][] {concat(old, revoked), concat(revoked, old)}) {
            assertThat(Keyring.parse(both).keys()).hasSize(1).allMatch(CertifiedKey::revoked);
        }
    }

    @Test
    void shouldRefuseKeyOfObsoleteVersion() {
        byte[] version3 = {(byte) 0x99, 0, 13, 3, 0, 0, 0, 1, 0, 0, 1, 0, 1, (byte) 0xff, 0, 1, 3};
        version3[2] = (byte) (version3.length - 3);

        assertThatThrownBy(() -> Keyring.parse(version3))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("a key of version 3, which is not accepted");
    }

    @Test
    void shouldRefuseFileThatIsTooLargeUnread() {
        assertThatThrownBy(() -> Keyring.parse(new byte[Keyring.MAX_BYTES + 1]))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("4194305 bytes, and 4194304 are the most");
    }

    @Test
    void shouldReadArmoredBlocksWhenTextStandsAround() {
        byte[] both = concat(
                "Our key:\n\n".getBytes(StandardCharsets.UTF_8),
                concat(ALICE.publicKeyring().armored(), "# Bob\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(Keyring.parse(concat(both, BOB.publicKeyring().armored())).fingerprints())
                .containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void shouldReadArmoredKeyringWhenItBeginsWithByteOrderMark() {
        byte[] marked = concat(
                new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
                ALICE.publicKeyring().armored());

        assertThat(Keyring.parse(marked).fingerprints()).containsExactly(ALICE.fingerprint());
    }

    @Test
    void shouldPassOverKeyOfUnknownAlgorithmBesideGoodKey() {
        byte[] unknown = withAlgorithm(ALICES, 99);

        assertThat(Keyring.parse(concat(unknown, BOB.publicKeyring().binary())).fingerprints())
                .containsExactly(BOB.fingerprint());
        assertThatThrownBy(() -> Keyring.parse(unknown))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("an algorithm that is not known, 99");
    }

    @Test
    void shouldSayWhichFormsGpgvReads() {
        assertThat(Keyring.isReadByGpgv(ALICES)).isTrue();
        assertThat(Keyring.isReadByGpgv(ALICE.publicKeyring().armored())).isFalse();
    }

    private static byte[] withAlgorithm(byte[] key, int algorithm) {
        byte[] changed = key.clone();
        int header = (key[0] & 0x40) != 0 ? 2 : 1 + (1 << (key[0] & 3));
        changed[header + 5] = (byte) algorithm;
        return changed;
    }

    @Test
    void shouldBundleUbuntusKeys() {
        Keyring bundled = BundledKeyrings.find("ubuntu-cloudimage").orElseThrow();

        assertThat(bundled.fingerprints())
                .containsExactly(
                        new Fingerprint("D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81"),
                        new Fingerprint("4A3CE3CD565D7EB5C810E2B97FF3F408476CF100"));
        assertThat(bundled.keys()).hasSize(2).allMatch(CertifiedKey::maySign);
        assertThat(BundledKeyrings.find("ubuntu")).isEmpty();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
