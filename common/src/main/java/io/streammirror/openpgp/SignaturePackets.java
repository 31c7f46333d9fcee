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

    /** What the verifier understands; any other subpacket marked critical voids the signature (RFC 9580, section 5.2.3.7). */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.SIGNER_USER_ID);

    private SignaturePackets() {}

    static List<PGPSignature> read(byte[] binaryOrArmored, int type) {
        var signatures = new ArrayList<PGPSignature>();
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
            new BcPGPObjectFactory(Armor.open(binaryOrArmored)).forEach(objects::add);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers foreign bytes with whatever exception they happen to run into.
            throw new Malformed("its bytes are no OpenPGP packets", e);
        }
        return objects;
    }

    private static void check(PGPSignature signature, int type) {
        if (signature.getVersion() < 4) {
            throw new Malformed("version " + signature.getVersion() + " signatures are obsolete");
        }
        if (signature.getSignatureType() != type) {
            throw new Malformed("signature type " + signature.getSignatureType() + " where " + type + " belongs");
        }
        if (!signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)) {
            throw new Malformed("it does not say when it was made");
        }
        for (int tag : signature.getHashedSubPackets().getCriticalTags()) {
            if (!UNDERSTOOD.contains(tag)) {
                throw new Malformed("its critical subpacket " + tag + " is not understood");
            }
        }
    }
}
