package io.streammirror.fetcher.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one request ended. */
public sealed interface Outcome {
    /**
     * The blob is in the store.
     *
     * @param transferred bytes received from sources for it, repeated ones included; 0 if it was there already
     */
    record Stored(long transferred) implements Outcome {}

    /**
     * Two reads from the start delivered bytes that upstream's document does not describe.
     *
     * @param reason what was expected and what was received
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * The item could not be fetched this time.
     *
     * @param retryable false if every source refused permanently, such as with 403: then there is no hope before the next poll of upstream
     * @param notBefore the time until which the last source asked to wait
     */
    record Failed(
            String reason, boolean retryable, @Nullable Instant notBefore) implements Outcome {}

    /**
     * The store has no room for the item; the sources are not to blame.
     *
     * @param reason what the store said
     */
    record NoRoom(String reason) implements Outcome {}

    /**
     * Another transfer of the same blob is under way and publishes its own result; this request has none yet.
     *
     * @param holder who fetches it
     */
    record Elsewhere(String holder) implements Outcome {}
}
