package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The newest state of a stream that upstream ever showed: older ones are a rollback, another body of the same age equivocation.
 *
 * @param body hash of the signed content
 */
public record HighWater(Instant updated, Sha256 body) {}
