package io.streammirror.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
 * What a primary key says, by signatures that verify, about itself and its subkeys: vouched for, allowed to sign, until when,
 * revoked (RFC 9580, section 10.1).
 */
final class KeyCertificate {
    private static final Comparator<PGPSignature> BY_AGE = Comparator.comparing(PGPSignature::getCreationTime);

    private final PGPContentVerifierBuilderProvider verifiers = new BcPGPContentVerifierBuilderProvider();
    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;

    KeyCertificate(PGPPublicKeyRing ring) {
        this.ring = ring;
        this.primary = ring.getPublicKey();
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(primary);
    }

    /** The keys that the issuer named in a signature may mean. */
    List<PGPPublicKey> keysNamedIn(PGPSignature signature) {
        var keys = new ArrayList<PGPPublicKey>();
        ring.forEach(key -> {
            if (signature.hasKeyIdentifier(key.getKeyIdentifier())) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Whether the primary key vouches for the key as one that signs data; for a subkey this takes the subkey's consent as well. */
    boolean maySign(PGPPublicKey key) {
        return certificationOf(key)
                .filter(certification -> allowsSigning(certification.getHashedSubPackets()))
                .filter(certification -> key.isMasterKey() || hasConsent(certification, key))
                .isPresent();
    }

    private static boolean allowsSigning(PGPSignatureSubpacketVector subpackets) {
        return !subpackets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (subpackets.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    /** Without this back signature anyone could adopt the signing subkey of somebody else. */
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

    /** When the key ends, by its own or by its primary key's word, whichever comes first. */
    Optional<Instant> expiryOf(PGPPublicKey key) {
        Optional<Instant> own = ownExpiryOf(key);
        Optional<Instant> primarys = ownExpiryOf(primary);
        return own.isPresent() && primarys.isPresent()
                ? own.filter(primarys.get()::isAfter).or(() -> primarys)
                : own.or(() -> primarys);
    }

    private Optional<Instant> ownExpiryOf(PGPPublicKey key) {
        return certificationOf(key)
                .map(certification -> certification.getHashedSubPackets().getKeyExpirationTime())
                .filter(seconds -> seconds > 0)
                .map(seconds -> key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    /** Any valid revocation counts from the day the key was made: the reasons it gives are for people. */
    boolean isRevoked(PGPPublicKey key) {
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
        return certifications.stream().max(BY_AGE);
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
            if (signature.hasKeyIdentifier(primary.getKeyIdentifier())
                    && verifies(signature, primary, () -> check.test(signature))) {
                target.accept(signature);
            }
        });
    }

    private boolean verifies(PGPSignature signature, PGPPublicKey signer, Verification verification) {
        try {
            signature.init(verifiers, signer);
            return verification.run();
        } catch (PGPException | RuntimeException unverifiable) {
            // Of an algorithm nobody knows, or malformed: as good as absent.
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
