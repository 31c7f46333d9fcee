package io.streammirror.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.mutation.ByteMutations;
import io.streammirror.testing.mutation.SoakRun;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.junit.jupiter.api.Test;

/** A damaged keyring is refused as a keyring, or it can be used, written and read again. */
class KeyringSoak {
    private static final byte[] TEXT = Forge.utf8("{}\n");

    private final PGPKeyPair subkey = ForgedKey.newPair();
    private final List<byte[]> keyrings = List.of(
            TestKeys.ALICE.publicKeyring().binary(),
            TestKeys.ALICE.publicKeyring().armored(),
            Forge.concat(
                    TestKeys.ALICE.publicKeyring().binary(),
                    TestKeys.BOB.publicKeyring().binary()),
            ForgedKey.withSubkey(subkey, said -> said.setKeyFlags(true, KeyFlags.SIGN_DATA))
                    .keyring(),
            ForgedKey.sound().revoked(RevocationReasonTags.KEY_RETIRED).keyring(),
            ForgedKey.soundOfVersion6().keyring(),
            BundledKeyrings.find("ubuntu-cloudimage").orElseThrow().binary());
    private final ByteMutations mutations = new ByteMutations(List.of(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n",
            "-----END PGP PUBLIC KEY BLOCK-----\n",
            "=AAAA\n",
            "\n",
            "\u0000"));
    private final byte[] document = new Signer(TestKeys.ALICE, TestKeys.CLOCK).clearSign(TEXT);

    @Test
    void shouldRefuseOrUseDamagedKeyrings() {
        SoakRun.of("keyrings", 150_000, random -> {
            byte[] mutated = mutations.apply(keyrings.get(random.nextInt(keyrings.size())), random);
            try {
                Keyring keyring = Keyring.parse(mutated);
                assertThat(Keyring.parse(keyring.binary()).fingerprints()).isEqualTo(keyring.fingerprints());
                verify(keyring);
                return true;
            } catch (KeyringException refused) {
                return false;
            }
        });
    }

    private void verify(Keyring keyring) {
        try {
            VerifiedText verified =
                    new SignatureVerifier(keyring, Set.of(), Set.of(), TestKeys.CLOCK).verifyClearSigned(document);
            assertThat(verified.body()).isEqualTo(TEXT);
            assertThat(verified.signature().signer()).isEqualTo(TestKeys.ALICE.fingerprint());
        } catch (SignatureRefusedException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
