package io.streammirror.decision;

/** A state has grown beyond what every entry can carry. */
public final class LogEntryTooLargeException extends LogException {
    LogEntryTooLargeException(long sequence, int size) {
        super(
                "log entry " + sequence + " would have " + size + " bytes, more than the " + DecisionLog.MAX_ENTRY_BYTES
                        + " allowed: keep fewer superseded publications",
                null);
    }
}
