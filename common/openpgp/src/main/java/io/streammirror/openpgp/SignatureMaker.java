package io.streammirror.openpgp;

import java.time.Instant;

/** Signs for the mirror: with a secret key in memory, or with an external signer. */
public sealed interface SignatureMaker permits SigningKey, ForeignKey {
    /** The fingerprint of the primary key: what operators compare and pin. */
    Fingerprint fingerprint();

    /** The keys that clients need to verify the signatures. */
    Keyring publicKeyring();

    /**
     * Makes one signature.
     *
     * @param bytes what is digested; for {@link SignatureKind#TEXT} already in the canonical form
     * @param now the time to put into it; a maker with a clock of its own takes that
     */
    MadeSignature sign(byte[] bytes, SignatureKind kind, Instant now);
}
