package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The tree that a mirror serves.
 *
 * @param catalog revision of the catalog it was made from
 * @param updated the time its documents carry, strictly increasing per mirror
 * @param sequence of the log entry that switched to it
 * @param signer fingerprint of the key that signed it
 */
public record LivePublication(Sha256 id, Sha256 catalog, Instant updated, long sequence, String signer) {}
