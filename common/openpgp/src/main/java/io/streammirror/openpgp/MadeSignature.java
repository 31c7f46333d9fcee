package io.streammirror.openpgp;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * One signature that was made for this mirror.
 *
 * @param digest as the {@code Hash} header names it: gpgv refuses a clear-signed document whose header names another one
 * @param packet the signature, without armor
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way into a document; never compared
public record MadeSignature(String digest, byte[] packet) {
    /** The name of a digest that every verifier in the field knows; any other is a {@link SignatureRefusedException}. */
    static String digestOf(PGPSignature signature) {
        return switch (signature.getHashAlgorithm()) {
            case HashAlgorithmTags.SHA256 -> "SHA256";
            case HashAlgorithmTags.SHA384 -> "SHA384";
            case HashAlgorithmTags.SHA512 -> "SHA512";
            default ->
                throw new SignatureRefusedException.Malformed(
                        "digest algorithm " + signature.getHashAlgorithm() + "; sign with SHA256, SHA384 or SHA512");
        };
    }
}
