package io.streammirror.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A primary key and its ring, about which it says whatever a test wants. */
final class ForgedKey {
    /** Long ago for every machine that runs the tests. */
    static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");

    private final PGPKeyPair primary;
    private PGPPublicKeyRing ring;

    private ForgedKey(PGPKeyPair primary, Consumer<PGPSignatureSubpacketGenerator> certification, Subkey subkey) {
        this.primary = primary;
        try {
            var generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    primary,
                    "Forged",
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    said(certification),
                    null,
                    signers(primary),
                    null);
            subkey.addTo(generator);
            ring = generator.generatePublicKeyRing();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Subkey {
        void addTo(PGPKeyRingGenerator generator) throws PGPException;
    }

    /** A key that signs data, unless what it says of itself differs. */
    static ForgedKey of(Consumer<PGPSignatureSubpacketGenerator> certification) {
        return new ForgedKey(newPair(), certification, generator -> {});
    }

    static ForgedKey sound() {
        return of(said -> said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA));
    }

    /** For what the newer kinds of keys never did. */
    static ForgedKey soundRsa() {
        var generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 64));
        return sound(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.RSA_GENERAL, generator);
    }

    /** A sound key of another day. */
    static ForgedKey createdAt(Instant day) {
        return sound(
                PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.EDDSA_LEGACY, KeyAlgorithm.ED25519.generator(), day);
    }

    static ForgedKey soundOfVersion6() {
        return sound(PublicKeyPacket.VERSION_6, PublicKeyAlgorithmTags.Ed25519, KeyAlgorithm.ED25519.generator());
    }

    private static ForgedKey sound(int version, int algorithm, AsymmetricCipherKeyPairGenerator generator) {
        return sound(version, algorithm, generator, CREATED);
    }

    private static ForgedKey sound(
            int version, int algorithm, AsymmetricCipherKeyPairGenerator generator, Instant day) {
        try {
            var pair = new BcPGPKeyPair(version, algorithm, generator.generateKeyPair(), Date.from(day));
            return new ForgedKey(
                    pair, said -> said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA), none -> {});
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certifying key with a subkey that consents to sign for it. */
    static ForgedKey withSubkey(PGPKeyPair subkey, Consumer<PGPSignatureSubpacketGenerator> binding) {
        return new ForgedKey(
                newPair(),
                said -> said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER),
                generator -> generator.addSubKey(subkey, said(binding), null, signers(subkey)));
    }

    /** A certifying key that claims a subkey which knows nothing of it. */
    static ForgedKey adopting(PGPKeyPair subkey) {
        return new ForgedKey(
                newPair(),
                said -> said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER),
                generator -> generator.addSubKey(
                        subkey, said(binding -> binding.setKeyFlags(true, KeyFlags.SIGN_DATA)), null));
    }

    /** @param reason of RFC 9580, section 5.2.3.31 */
    ForgedKey revoked(byte reason) {
        PGPPublicKey key = ring.getPublicKey();
        ring = PGPPublicKeyRing.insertPublicKey(
                ring,
                PGPPublicKey.addCertification(
                        key,
                        revocation(
                                PGPSignature.KEY_REVOCATION,
                                reason,
                                generator -> generator.generateCertification(key))));
        return this;
    }

    ForgedKey revokedSubkey(PGPKeyPair subkey, byte reason) {
        PGPPublicKey key = ring.getPublicKey(subkey.getKeyID());
        PGPPublicKey master = ring.getPublicKey();
        ring = PGPPublicKeyRing.insertPublicKey(
                ring,
                PGPPublicKey.addCertification(
                        key,
                        revocation(
                                PGPSignature.SUBKEY_REVOCATION,
                                reason,
                                generator -> generator.generateCertification(master, key))));
        return this;
    }

    private interface Revoking {
        PGPSignature by(PGPSignatureGenerator generator) throws PGPException;
    }

    private PGPSignature revocation(int type, byte reason, Revoking revoking) {
        try {
            var generator = new PGPSignatureGenerator(signers(primary), primary.getPublicKey());
            generator.init(type, primary.getPrivateKey());
            generator.setHashedSubpackets(said(said -> {
                said.setRevocationReason(false, reason, "");
                said.setIssuerFingerprint(false, primary.getPublicKey());
            }));
            return revoking.by(generator);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    PGPKeyPair pair() {
        return primary;
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(primary.getPublicKey());
    }

    byte[] keyring() {
        try {
            return ring.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PGPKeyPair newPair() {
        try {
            return KeyAlgorithm.ED25519.newKeyPair(CREATED);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPContentSignerBuilder signers(PGPKeyPair pair) {
        return new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512);
    }

    private static PGPSignatureSubpacketVector said(Consumer<PGPSignatureSubpacketGenerator> more) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setSignatureCreationTime(false, Date.from(CREATED));
        more.accept(subpackets);
        return subpackets.generate();
    }
}
