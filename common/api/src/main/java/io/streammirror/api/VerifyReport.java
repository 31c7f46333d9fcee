package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a verification has come.
 *
 * @param started null while it waits
 * @param ended null until it ends
 * @param blobs how many it reads
 * @param bytes their size
 * @param readBlobs how many it has read
 * @param readBytes their size
 * @param damaged how many have other bytes than their hash says, those included that were known and wait for repair
 * @param repaired how many of these were replaced by now
 * @param missing blobs that are published or wanted, and are not stored
 * @param unread blobs that could not be read to their end; they are read again
 * @param lost those of the damaged that no source has; the first 100
 * @param secondsLeft by the configured rate; null while it is not known
 * @param message what it waits for, or why it failed; null when there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyReport(
        State state,
        @Nullable Instant started,
        @Nullable Instant ended,
        int blobs,
        long bytes,
        int readBlobs,
        long readBytes,
        int damaged,
        int repaired,
        int missing,
        int unread,
        List<LostBlob> lost,
        @Nullable Long secondsLeft,
        @Nullable String message) {
    /** The states of a verification. */
    public enum State {
        /** It waits, for another publisher that scrubs or for the store. */
        WAITING,
        RUNNING,
        /** Every blob was read. */
        DONE,
        /** It ended early; what was read counts. */
        FAILED,
        /** This publisher has not been asked for one since its start. */
        NONE,
        /** A state that only a newer publisher knows. */
        @JsonEnumDefaultValue
        UNKNOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public VerifyReport {
        state = Objects.requireNonNullElse(state, State.UNKNOWN);
        lost = List.copyOf(Objects.requireNonNullElse(lost, List.of()));
    }
}
