package io.streammirror.scrub;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * A stored blob that may be verified.
 *
 * @param size in bytes, as stored
 * @param verified when its bytes were last known to be right; a blob is verified when it is stored
 * @param published whether a live publication names it
 */
public record ScrubTarget(Sha256 sha256, long size, Instant verified, boolean published) {}
