package io.streammirror.openpgp;

import java.time.Instant;
import java.util.Set;

/**
 * The signer of the bytes, and the time of the signature.
 *
 * @param signer the primary key, also when a subkey signed
 * @param tolerated what the verifier let pass because it was allowed by name; worth showing wherever trust is shown
 */
public record SignatureInfo(Fingerprint signer, Instant signedAt, Set<Weakness> tolerated) {
    public SignatureInfo {
        tolerated = Set.copyOf(tolerated);
    }
}
