package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ended when it was read.
 *
 * @param entry null while the log is empty
 * @param hash of the entry's bytes; null while the log is empty
 */
public record LogHead(@Nullable LogEntry entry, @Nullable Sha256 hash) {
    static final LogHead EMPTY = new LogHead(null, null);

    public LogState state() {
        return entry == null ? LogState.EMPTY : entry.state();
    }

    /** The sequence of the last entry, 0 while the log is empty. */
    public long sequence() {
        return entry == null ? 0 : entry.sequence();
    }

    /** The sequence that a decision taken on this state gets. */
    public long nextSequence() {
        return sequence() + 1;
    }
}
