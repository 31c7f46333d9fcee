package io.streammirror.fetcher.claim;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest entry of a claim's log: who works on a large blob, and how far.
 *
 * @param holder the fetcher that works on it
 * @param expires after this any fetcher may take over
 * @param progress empty as long as there is nothing to resume from
 */
record Checkpoint(String holder, Instant expires, Optional<Progress> progress) {
    /** Stands for a checkpoint that cannot be read: no fetcher holds it, and there is nothing to resume from. */
    static final Checkpoint LOST = new Checkpoint("", Instant.EPOCH, Optional.empty());

    Checkpoint {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(expires, "expires");
    }
}
