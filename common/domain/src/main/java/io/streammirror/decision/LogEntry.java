package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, chained to the one before it, with the whole state after it.
 *
 * @param schema of this entry; see {@link #SCHEMA}
 * @param sequence from 1, without gaps
 * @param previous hash of the bytes of the entry before; null in the first one
 * @param writer id of the process that decided
 * @param nonce of this one append, by which its writer knows the entry as its own when the store's answer was lost
 * @param who the person or client that asked for it; null when the mirror itself did
 * @param why as given by that person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogEntry(
        int schema,
        long sequence,
        @Nullable Sha256 previous,
        Instant time,
        String writer,
        String nonce,
        @Nullable String who,
        @Nullable String why,
        Decision decision,
        LogState state) {
    /** Raised with every field of the state that an older version would drop when it writes the next entry. */
    public static final int SCHEMA = 4;

    public LogEntry {
        if (sequence < 1) {
            throw new IllegalArgumentException("log entry: sequences start at 1, not " + sequence);
        }
        if ((previous == null) != (sequence == 1)) {
            throw new IllegalArgumentException(
                    "log entry " + sequence + ": only the first entry has no hash of the one before");
        }
    }
}
