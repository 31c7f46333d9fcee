package io.streammirror.openpgp;

import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * A primary key or subkey with what its certificate says of it.
 *
 * @param primary the fingerprint of the primary key, which may be the key itself
 * @param maySign whether the primary key vouches for it as one that signs data
 * @param revoked whether it or its primary key is revoked
 * @param expiry when it or its primary key ends, whichever comes first
 */
record CertifiedKey(PGPPublicKey key, Fingerprint primary, boolean maySign, boolean revoked, Optional<Instant> expiry) {
    Fingerprint fingerprint() {
        return Fingerprint.of(key);
    }

    /** Whether the signature says that it may be by this key; a hint, which only verifying confirms. */
    boolean isNamedIn(PGPSignature signature) {
        return signature.hasKeyIdentifier(key.getKeyIdentifier());
    }
}
