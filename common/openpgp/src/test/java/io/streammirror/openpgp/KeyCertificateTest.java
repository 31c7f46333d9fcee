package io.streammirror.openpgp;

import static io.streammirror.openpgp.TestKeys.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.junit.jupiter.api.Test;

class KeyCertificateTest {
    private final PGPContentSignerBuilder signers =
            new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA512);
    private final PGPKeyPair primary = newKeyPair();
    private final PGPKeyPair subkey = newKeyPair();

    @Test
    void shouldLetConsentingSubkeySign() throws PGPException {
        PGPKeyRingGenerator generator = ring();
        generator.addSubKey(subkey, flags(KeyFlags.SIGN_DATA), null, signers);

        List<CertifiedKey> keys = KeyCertificate.keysOf(generator.generatePublicKeyRing());

        assertThat(keys).extracting(CertifiedKey::maySign).containsExactly(false, true);
        assertThat(keys).extracting(CertifiedKey::primary).containsOnly(Fingerprint.of(primary.getPublicKey()));
    }

    /** Otherwise anyone could put the signing subkey of another into an own key, and so claim the other's signatures. */
    @Test
    void shouldNotLetAdoptedSubkeySign() throws PGPException {
        PGPKeyRingGenerator generator = ring();
        generator.addSubKey(subkey, flags(KeyFlags.SIGN_DATA), null);

        List<CertifiedKey> keys = KeyCertificate.keysOf(generator.generatePublicKeyRing());

        assertThat(keys).extracting(CertifiedKey::maySign).containsExactly(false, false);
    }

    @Test
    void shouldNotLetKeyWithoutSelfCertificationSign() throws PGPException {
        var bare = new PGPPublicKeyRing(List.of(primary.getPublicKey()));

        assertThat(KeyCertificate.keysOf(bare))
                .extracting(CertifiedKey::maySign)
                .containsExactly(false);
    }

    private PGPKeyRingGenerator ring() throws PGPException {
        return new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                "Primary",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                flags(KeyFlags.CERTIFY_OTHER),
                null,
                signers,
                null);
    }

    private static PGPSignatureSubpacketVector flags(int flags) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyFlags(true, flags);
        subpackets.setSignatureCreationTime(false, Date.from(CREATED));
        return subpackets.generate();
    }

    private static PGPKeyPair newKeyPair() {
        try {
            return KeyAlgorithm.ED25519.newKeyPair(CREATED);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }
}
