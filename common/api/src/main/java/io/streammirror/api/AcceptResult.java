package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;

/**
 * The result of an accepted change.
 *
 * @param revision of the catalog that the mirror follows now
 * @param sequence of the log entry that records it
 */
public record AcceptResult(MirrorName mirror, Sha256 revision, long sequence) {}
