package io.streammirror.fetcher.checkpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of the work on a large blob.
 *
 * @param holder the fetcher that is at it
 * @param expires after this anybody may go on
 * @param progress empty while nothing is worth going on from
 */
record Checkpoint(String holder, Instant expires, Optional<Progress> progress) {}
