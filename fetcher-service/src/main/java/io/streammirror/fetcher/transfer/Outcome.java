package io.streammirror.fetcher.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one request. */
public sealed interface Outcome {
    /**
     * The blob is in the store.
     *
     * @param transferred bytes received from sources for it, repeated ones included; 0 when it was there already
     */
    record Stored(long transferred) implements Outcome {}

    /**
     * Two reads from the start gave bytes that upstream's document does not describe.
     *
     * @param reason names what was expected and what came
     */
    record Rejected(String reason) implements Outcome {}

    /**
     * It did not work this time.
     *
     * @param retryable false when every source refused for good (404, 403 and their like): nothing to hope for before the next
     *     poll of upstream
     * @param notBefore the time that the last source asked to wait for
     */
    record Failed(
            String reason, boolean retryable, @Nullable Instant notBefore) implements Outcome {}

    /**
     * The store has no room for it; the sources have nothing to do with it.
     *
     * @param reason what the store said
     */
    record NoRoom(String reason) implements Outcome {}

    /**
     * Another transfer of the same blob is under way and will tell its own result; of this request nothing is told.
     *
     * @param holder who is at it
     */
    record Elsewhere(String holder) implements Outcome {}
}
