package io.streammirror.fetcher.claim;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest entry of a claim's log: who works on a large blob, and how far.
 *
 * @param holder the fetcher that works on it
 * @param expires after this any fetcher may take over
 * @param progress empty as long as there is nothing to resume from
 */
record Checkpoint(String holder, Instant expires, Optional<Progress> progress) {}
