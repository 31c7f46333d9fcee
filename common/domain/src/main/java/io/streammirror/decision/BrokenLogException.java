package io.streammirror.decision;

import io.streammirror.store.StoreKeys;
import org.jspecify.annotations.Nullable;

/** An entry of the log is not what its place demands: entries were changed, removed or damaged. */
public final class BrokenLogException extends LogException {
    private final long sequence;

    BrokenLogException(long sequence, String problem, @Nullable Throwable cause) {
        super(
                "log entry " + StoreKeys.logEntry(sequence) + " " + problem
                        + ": restore the log from a backup of the bucket",
                cause);
        this.sequence = sequence;
    }

    /** The first entry that is wrong. */
    public long sequence() {
        return sequence;
    }
}
