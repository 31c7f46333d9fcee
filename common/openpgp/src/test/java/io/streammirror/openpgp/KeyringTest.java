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
    void theArmoredFormHoldsTheSameKey() {
        Keyring armored = Keyring.parse(ALICE.publicKeyring().armored());

        assertThat(armored.fingerprints()).containsExactly(ALICE.fingerprint());
        assertThat(armored.binary()).isEqualTo(ALICES);
    }

    @Test
    void severalArmoredFilesInARowAreOneKeyring() {
        byte[] both =
                concat(ALICE.publicKeyring().armored(), BOB.publicKeyring().armored());

        assertThat(Keyring.parse(both).fingerprints()).containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void severalBinaryFilesInARowAreOneKeyring() {
        byte[] both = concat(ALICES, BOB.publicKeyring().binary());

        assertThat(Keyring.parse(both).fingerprints()).containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void aSecretKeyIsRefusedByName() {
        assertThatThrownBy(() -> Keyring.parse(ALICE.write(null)))
                .isInstanceOf(KeyringException.HoldsSecretKey.class)
                .hasMessageContaining(ALICE.fingerprint().hex())
                .hasMessageContaining("gpg --export");
    }

    @Test
    void otherBytesAreNoKeyring() {
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
    void aCutKeyringIsNoKeyring() {
        byte[] cut = Arrays.copyOf(ALICES, ALICES.length - 7);

        assertThatThrownBy(() -> Keyring.parse(cut)).isInstanceOf(KeyringException.NotAKeyring.class);
    }

    /** Whoever appends a newer export to an old file must not lose the revocation in it. */
    @Test
    void aRevocationInEitherOfTwoCopiesOfAKeyCounts() {
        ForgedKey key = ForgedKey.sound();
        byte[] old = key.keyring();
        byte[] revoked = key.revoked(RevocationReasonTags.KEY_COMPROMISED).keyring();

        for (byte[] both : new byte[][] {concat(old, revoked), concat(revoked, old)}) {
            assertThat(Keyring.parse(both).keys()).hasSize(1).allMatch(CertifiedKey::revoked);
        }
    }

    @Test
    void aKeyOfAnObsoleteVersionIsRefused() {
        byte[] version3 = {(byte) 0x99, 0, 13, 3, 0, 0, 0, 1, 0, 0, 1, 0, 1, (byte) 0xff, 0, 1, 3};
        version3[2] = (byte) (version3.length - 3);

        assertThatThrownBy(() -> Keyring.parse(version3))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("a key of version 3, which is not accepted");
    }

    @Test
    void aFileBeyondAllMeasureIsRefusedUnread() {
        assertThatThrownBy(() -> Keyring.parse(new byte[Keyring.MAX_BYTES + 1]))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("4194305 bytes, and 4194304 are the most");
    }

    @Test
    void textBetweenArmoredBlocksIsShownByItsLine() {
        byte[] both = concat(ALICE.publicKeyring().armored(), "# Bob\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Keyring.parse(both))
                .isInstanceOf(KeyringException.NotAKeyring.class)
                .hasMessageContaining("'-----BEGIN PGP PUBLIC KEY BLOCK-----' belongs here")
                .hasMessageContaining("line ");
    }

    @Test
    void ubuntusKeysComeWithTheMirror() {
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
