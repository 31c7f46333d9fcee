package io.streammirror.openpgp;

import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/** Reads the signatures of one document, and nothing but signatures. */
final class SignaturePackets {
    /** Verifying costs time, and no tree has more than two signers. */
    private static final int MAX_SIGNATURES = 16;

    /** Sixteen of the largest RSA signatures in armor take less. */
    private static final int MAX_BYTES = 64 * 1024;

    /** gpg's present version and that of RFC 9580; 3 is obsolete, and 5 never became a standard. */
    private static final Set<Integer> VERSIONS = Set.of(4, 6);

    /** gpg takes the one for the other. */
    private static final Set<Integer> DATA_TYPES =
            Set.of(PGPSignature.BINARY_DOCUMENT, PGPSignature.CANONICAL_TEXT_DOCUMENT);

    private SignaturePackets() {}

    static List<PGPSignature> read(byte[] binaryOrArmored, int type) {
        var signatures = new ArrayList<PGPSignature>();
        if (binaryOrArmored.length > MAX_BYTES) {
            throw new Malformed(
                    "the signatures have " + binaryOrArmored.length + " bytes; up to " + MAX_BYTES + " are accepted");
        }
        for (Object found : objects(binaryOrArmored)) {
            if (!(found instanceof PGPSignatureList list)) {
                throw new Malformed("there is a " + found.getClass().getSimpleName() + " among the signatures");
            }
            list.forEach(signatures::add);
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new Malformed(signatures.size() + " signatures; 1 to " + MAX_SIGNATURES + " are accepted");
        }
        signatures.forEach(signature -> check(signature, type));
        return signatures;
    }

    private static List<Object> objects(byte[] binaryOrArmored) {
        var objects = new ArrayList<Object>();
        try {
            new BcPGPObjectFactory(Armor.open(binaryOrArmored, Armor.SIGNATURE)).forEach(objects::add);
        } catch (IOException e) {
            throw new Malformed(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            throw new Malformed("its bytes are no OpenPGP packets", e);
        }
        return objects;
    }

    private static void check(PGPSignature signature, int type) {
        if (!VERSIONS.contains(signature.getVersion())) {
            boolean old = signature.getVersion() == 3;
            throw new Malformed("version " + signature.getVersion() + " signatures are not accepted", old);
        }
        if (signature.getSignatureType() != type) {
            throw new Malformed(
                    "signature type " + signature.getSignatureType() + " where " + type + " belongs",
                    DATA_TYPES.contains(signature.getSignatureType()));
        }
        if (!signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
            throw new Malformed("it does not say when it was made");
        }
        CriticalSubpackets.firstBeyond(CriticalSubpackets.OF_DATA, signature).ifPresent(tag -> {
            throw new Malformed("its critical subpacket " + tag + " is not understood");
        });
    }
}
