package io.streammirror.openpgp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/** A condition marked critical that its reader does not understand voids a signature (RFC 9580, section 5.2.3.7). */
final class CriticalSubpackets {
    /** The subpackets of a signature over data that {@link SignatureVerifier} understands. */
    static final Set<Integer> OF_DATA = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID);

    /** The subpackets of a key that {@link KeyCertificate} evaluates, or that do not matter to a verifier. */
    static final Set<Integer> OF_KEYS = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.KEY_EXPIRE_TIME,
            SignatureSubpacketTags.KEY_FLAGS,
            SignatureSubpacketTags.KEY_SERVER_PREFS,
            SignatureSubpacketTags.PREFERRED_SYM_ALGS,
            SignatureSubpacketTags.PREFERRED_HASH_ALGS,
            SignatureSubpacketTags.PREFERRED_COMP_ALGS,
            SignatureSubpacketTags.PRIMARY_USER_ID,
            SignatureSubpacketTags.FEATURES,
            SignatureSubpacketTags.EMBEDDED_SIGNATURE);

    private CriticalSubpackets() {}

    /** The first one that is not among those understood; also in the unhashed part, as gpg has it. */
    static Optional<Integer> firstBeyond(Set<Integer> understood, PGPSignature signature) {
        return List.of(signature.getHashedSubPackets(), signature.getUnhashedSubPackets()).stream()
                .map(PGPSignatureSubpacketVector::getCriticalTags)
                .flatMapToInt(Arrays::stream)
                .boxed()
                .filter(tag -> !understood.contains(tag))
                .findFirst();
    }
}
