package io.streammirror.log;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The catalog that a mirror follows.
 *
 * @param sequence of the log entry that accepted it
 */
public record AcceptedCatalog(Sha256 revision, Instant acceptedAt, long sequence) {}
