package io.streammirror.openpgp;

import org.bouncycastle.openpgp.PGPSignature;

/** The type of a signature. It is part of the signed bytes, so one kind can never replace the other. */
public enum SignatureKind {
    /** Exactly the bytes given: what lies beside a document in a file of its own. */
    BINARY(PGPSignature.BINARY_DOCUMENT),

    /** A text whose lines end in CR LF, the last one in nothing: what a clear-signed document carries. */
    TEXT(PGPSignature.CANONICAL_TEXT_DOCUMENT);

    private final int type;

    SignatureKind(int type) {
        this.type = type;
    }

    /** The number that OpenPGP gives it (RFC 9580, section 5.2.1). */
    int type() {
        return type;
    }
}
