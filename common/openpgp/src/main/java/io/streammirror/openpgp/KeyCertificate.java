package io.streammirror.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The statements of a primary key about itself and its subkeys (RFC 9580, section 10.1). Only signatures that verify
 * count.
 */
final class KeyCertificate {
    private static final Comparator<PGPSignature> BY_AGE = Comparator.comparing(PGPSignature::getCreationTime);

    private final PGPContentVerifierBuilderProvider verifiers = new BcPGPContentVerifierBuilderProvider();
    private final PGPPublicKey primary;

    private KeyCertificate(PGPPublicKeyRing ring) {
        this.primary = ring.getPublicKey();
    }

    /** The primary key and the subkeys of a ring, checked once: Bouncy Castle's signatures must not be verified by two threads. */
    static List<CertifiedKey> keysOf(PGPPublicKeyRing ring) {
        var certificate = new KeyCertificate(ring);
        var keys = new ArrayList<CertifiedKey>();
        ring.forEach(key -> keys.add(certificate.check(key)));
        return keys;
    }

    private CertifiedKey check(PGPPublicKey key) {
        return new CertifiedKey(key, Fingerprint.of(primary), maySign(key), isRevoked(key), expiryOf(key));
    }

    /** For a subkey this takes the consent of the subkey as well. */
    private boolean maySign(PGPPublicKey key) {
        return certificationOf(key)
                .filter(certification -> allowsSigning(certification.getHashedSubPackets()))
                .filter(certification -> key.isMasterKey() || hasConsent(certification, key))
                .isPresent();
    }

    private static boolean allowsSigning(PGPSignatureSubpacketVector subpackets) {
        return !subpackets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (subpackets.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    /** Without this back signature anyone could adopt the signing subkey of another key. */
    private boolean hasConsent(PGPSignature binding, PGPPublicKey subkey) {
        for (var subpackets : List.of(binding.getHashedSubPackets(), binding.getUnhashedSubPackets())) {
            try {
                for (PGPSignature back : subpackets.getEmbeddedSignatures()) {
                    if (back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                            && verifies(back, subkey, () -> back.verifyCertification(primary, subkey))) {
                        return true;
                    }
                }
            } catch (PGPException malformed) {
                return false;
            }
        }
        return false;
    }

    private Optional<Instant> expiryOf(PGPPublicKey key) {
        Optional<Instant> own = ownExpiryOf(key);
        Optional<Instant> primarys = ownExpiryOf(primary);
        return own.isPresent() && primarys.isPresent()
                ? own.filter(primarys.get()::isAfter).or(() -> primarys)
                : own.or(() -> primarys);
    }

    /** A key ends with what vouches for it: at its own time, or when the certification that names the time ends itself. */
    private Optional<Instant> ownExpiryOf(PGPPublicKey key) {
        return certificationOf(key).flatMap(certification -> {
            PGPSignatureSubpacketVector said = certification.getHashedSubPackets();
            return Stream.of(
                            after(key.getCreationTime(), said.getKeyExpirationTime()),
                            after(certification.getCreationTime(), said.getSignatureExpirationTime()))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        });
    }

    /** In OpenPGP no seconds mean no end. */
    private static Optional<Instant> after(Date start, long seconds) {
        return seconds > 0 ? Optional.of(start.toInstant().plusSeconds(seconds)) : Optional.empty();
    }

    /** Any valid revocation counts from the day the key was made: the reasons it gives are for people. */
    private boolean isRevoked(PGPPublicKey key) {
        var revocations = new ArrayList<PGPSignature>();
        addVerified(
                revocations::add,
                primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION),
                signature -> signature.verifyCertification(primary));
        if (!key.isMasterKey()) {
            addVerified(
                    revocations::add,
                    key.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION),
                    signature -> signature.verifyCertification(primary, key));
        }
        return !revocations.isEmpty();
    }

    private Optional<PGPSignature> certificationOf(PGPPublicKey key) {
        var certifications = new ArrayList<PGPSignature>();
        if (key.isMasterKey()) {
            addVerified(
                    certifications::add,
                    key.getSignaturesOfType(PGPSignature.DIRECT_KEY),
                    signature -> signature.verifyCertification(key));
            key.getRawUserIDs()
                    .forEachRemaining(userId -> selfCertificationOf(userId).ifPresent(certifications::add));
        } else {
            addVerified(
                    certifications::add,
                    key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING),
                    signature -> signature.verifyCertification(primary, key));
        }
        return certifications.stream()
                .filter(certification -> CriticalSubpackets.firstBeyond(CriticalSubpackets.OF_KEYS, certification)
                        .isEmpty())
                .max(BY_AGE);
    }

    private Optional<PGPSignature> selfCertificationOf(byte[] userId) {
        var signatures = new ArrayList<PGPSignature>();
        addVerified(
                signatures::add,
                primary.getSignaturesForID(userId),
                signature -> signature.verifyCertification(userId, primary));
        return signatures.stream().max(BY_AGE).filter(PGPSignature::isCertification);
    }

    private void addVerified(Consumer<PGPSignature> target, Iterator<PGPSignature> signatures, Check check) {
        signatures.forEachRemaining(signature -> {
            if (verifies(signature, primary, () -> check.test(signature))) {
                target.accept(signature);
            }
        });
    }

    private boolean verifies(PGPSignature signature, PGPPublicKey signer, Verification verification) {
        try {
            signature.init(verifiers, signer);
            return verification.run();
        } catch (PGPException | RuntimeException unverifiable) {
            // Of an unknown algorithm, or malformed: as good as absent.
            return false;
        }
    }

    private interface Check {
        boolean test(PGPSignature signature) throws PGPException;
    }

    private interface Verification {
        boolean run() throws PGPException;
    }
}
