package io.streammirror.openpgp;

import io.streammirror.openpgp.SignatureRefusedException.Malformed;
import io.streammirror.openpgp.SignatureRefusedException.UnknownKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * Says what gpgv 2.2 would say of a clear-signed document.
 *
 * <p>In most cases that is what {@link SignatureVerifier} says. gpgv tolerates old keys, SHA-1 and text around the
 * block; it refuses expired signatures, MD5, and a {@code Hash} header that does not name the digest.
 */
public final class GpgvVerifier {
    private final SignatureVerifier verifier;

    public GpgvVerifier(Keyring keyring, Clock clock) {
        this.verifier = new SignatureVerifier(keyring, Set.of(), EnumSet.allOf(Weakness.class), clock);
    }

    /**
     * The result of gpgv for a document.
     *
     * @param signer whose key it is, when the signature is good
     * @param refusal why gpgv refuses it; empty when it takes it
     * @param unknownKey whether the refusal is for a key that is not in the keyring
     * @param remarks what a stricter verifier would refuse and gpgv takes
     */
    public record Outcome(
            Optional<Fingerprint> signer, Optional<String> refusal, boolean unknownKey, List<String> remarks) {
        public Outcome {
            remarks = List.copyOf(remarks);
        }
    }

    public Outcome verify(byte[] document) {
        var remarks = new ArrayList<String>();
        try {
            ClearSignedDocument parts = ClearSignedDocument.parse(document, remarks::add);
            List<PGPSignature> signatures =
                    SignaturePackets.read(parts.signature(), PGPSignature.CANONICAL_TEXT_DOCUMENT);
            signatures.forEach(signature -> requireHashHeader(signature, parts.hashes()));
            SignatureInfo info = verifier.verify(signatures, TextLines.signedForm(parts.body()));
            Set<Weakness> tolerated = info.tolerated();
            if (tolerated.contains(Weakness.EXPIRED_SIGNATURE)) {
                return refused("the signature itself has expired", false, remarks);
            }
            tolerated.forEach(weakness -> remarks.add(weakness.label()));
            return new Outcome(Optional.of(info.signer()), Optional.empty(), false, remarks);
        } catch (Malformed e) {
            if (e.isTakenByGpgv()) {
                remarks.add(String.valueOf(e.getMessage()));
                return new Outcome(Optional.empty(), Optional.empty(), false, remarks);
            }
            return refused(String.valueOf(e.getMessage()), false, remarks);
        } catch (SignatureRefusedException e) {
            return refused(String.valueOf(e.getMessage()), e instanceof UnknownKey, remarks);
        }
    }

    private static Outcome refused(String reason, boolean unknownKey, List<String> remarks) {
        return new Outcome(Optional.empty(), Optional.of(reason), unknownKey, remarks);
    }

    /** gpgv digests the text by the named algorithms alone; without a header by SHA-1 and older ones. */
    private static void requireHashHeader(PGPSignature signature, List<String> hashes) {
        int algorithm = signature.getHashAlgorithm();
        String name = nameOf(algorithm);
        if (algorithm == HashAlgorithmTags.MD5) {
            throw new Malformed("it uses MD5");
        }
        boolean named = hashes.isEmpty() ? algorithm == HashAlgorithmTags.SHA1 : hashes.contains(name);
        if (!named) {
            throw new Malformed(
                    hashes.isEmpty()
                            ? "no 'Hash' header names its digest " + name
                            : "its digest " + name + " is not among those of the 'Hash' header, " + hashes);
        }
    }

    private static String nameOf(int algorithm) {
        return switch (algorithm) {
            case HashAlgorithmTags.MD5 -> "MD5";
            case HashAlgorithmTags.SHA1 -> "SHA1";
            case HashAlgorithmTags.RIPEMD160 -> "RIPEMD160";
            case HashAlgorithmTags.SHA224 -> "SHA224";
            case HashAlgorithmTags.SHA256 -> "SHA256";
            case HashAlgorithmTags.SHA384 -> "SHA384";
            case HashAlgorithmTags.SHA512 -> "SHA512";
            default -> String.valueOf(algorithm);
        };
    }
}
