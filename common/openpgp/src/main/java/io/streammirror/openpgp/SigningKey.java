package io.streammirror.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** A secret key that may sign, unlocked in memory; {@link Signer} uses it. */
public final class SigningKey implements SignatureMaker {
    /** The highest count the format can express (65,011,712 bytes hashed): guessing a passphrase should cost. */
    private static final int S2K_COUNT = 0xff;

    private final PGPSecretKeyRing ring;
    private final PGPSecretKey signing;

    private SigningKey(PGPSecretKeyRing unlocked, PGPSecretKey signing) {
        this.ring = unlocked;
        this.signing = signing;
    }

    /** Makes a key without an expiry date: gpgv, and so MAAS, would not heed one, but this mirror's own checks would. */
    public static SigningKey generate(String userId, KeyAlgorithm algorithm, Instant created) {
        try {
            PGPKeyPair pair = algorithm.newKeyPair(created);
            var generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    pair,
                    userId,
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    selfCertification(pair, created),
                    null,
                    new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    null);
            PGPSecretKeyRing ring = generator.generateSecretKeyRing();
            return new SigningKey(ring, ring.getSecretKey());
        } catch (PGPException e) {
            throw new IllegalStateException("cannot make a key of the kind " + algorithm, e);
        }
    }

    private static PGPSignatureSubpacketVector selfCertification(PGPKeyPair pair, Instant created) {
        var hashed = new PGPSignatureSubpacketGenerator();
        hashed.setSignatureCreationTime(false, Date.from(created));
        hashed.setIssuerFingerprint(false, pair.getPublicKey());
        hashed.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        hashed.setPreferredHashAlgorithms(false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256});
        hashed.setPrimaryUserID(false, true);
        return hashed.generate();
    }

    /** Reads one binary or ASCII-armored secret key, its own or exported by gpg; failures are {@link SigningKeyException}s. */
    public static SigningKey read(byte[] binaryOrArmored, char @Nullable [] passphrase) {
        PGPSecretKeyRing locked = onlyRing(binaryOrArmored);
        Fingerprint fingerprint = Fingerprint.of(locked.getPublicKey());
        PGPSecretKeyRing ring;
        try {
            ring = PGPSecretKeyRing.copyWithNewPassword(locked, decryptor(passphrase), null);
        } catch (PGPException | RuntimeException e) {
            throw new SigningKeyException.WrongPassphrase(fingerprint, passphrase != null, e);
        }
        for (CertifiedKey key : KeyCertificate.keysOf(ring.toCertificate())) {
            PGPSecretKey secret = ring.getSecretKey(key.key().getKeyIdentifier());
            if (key.maySign() && secret != null && !secret.isPrivateKeyEmpty()) {
                return new SigningKey(ring, secret);
            }
        }
        throw new SigningKeyException.CannotSign(fingerprint);
    }

    private static PGPSecretKeyRing onlyRing(byte[] binaryOrArmored) {
        var rings = new ArrayList<Object>();
        try {
            new BcPGPObjectFactory(Armor.open(binaryOrArmored, Armor.SECRET_KEY, Armor.PUBLIC_KEY)).forEach(rings::add);
        } catch (IOException | RuntimeException e) {
            throw new SigningKeyException.NotASecretKey("its bytes are no OpenPGP packets", e);
        }
        if (rings.size() != 1) {
            throw new SigningKeyException.NotASecretKey("it holds " + rings.size() + " keys", null);
        }
        if (rings.get(0) instanceof PGPSecretKeyRing ring) {
            return ring;
        }
        throw new SigningKeyException.NotASecretKey(
                "it holds a " + rings.get(0).getClass().getSimpleName(), null);
    }

    private static PBESecretKeyDecryptor decryptor(char @Nullable [] passphrase) {
        return new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                .build(passphrase == null ? new char[0] : passphrase);
    }

    /** The ASCII-armored secret key; with a passphrase locked by AES-256 (iterated and salted), else in the clear. */
    public byte[] write(char @Nullable [] passphrase) {
        try {
            if (passphrase == null) {
                return Armor.close(ring.getEncoded());
            }
            var encryptor = new BcPBESecretKeyEncryptorBuilder(
                            SymmetricKeyAlgorithmTags.AES_256,
                            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
                            S2K_COUNT)
                    .build(passphrase);
            return Armor.close(
                    PGPSecretKeyRing.copyWithNewPassword(ring, null, encryptor).getEncoded());
        } catch (PGPException e) {
            throw new IllegalStateException("the secret key cannot be locked", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.of(ring.getPublicKey());
    }

    @Override
    public Keyring publicKeyring() {
        return Keyring.of(ring.toCertificate());
    }

    @Override
    public MadeSignature sign(byte[] bytes, SignatureKind kind, Instant now) {
        PGPPublicKey publicKey = signing.getPublicKey();
        try {
            var generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512), publicKey);
            generator.init(kind.type(), signing.extractPrivateKey(null));
            var hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, Date.from(now));
            hashed.setIssuerFingerprint(false, publicKey);
            generator.setHashedSubpackets(hashed.generate());
            generator.update(bytes);
            PGPSignature signature = generator.generate();
            return new MadeSignature(MadeSignature.digestOf(signature), signature.getEncoded());
        } catch (PGPException e) {
            throw new IllegalStateException("cannot sign with the key " + fingerprint(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
