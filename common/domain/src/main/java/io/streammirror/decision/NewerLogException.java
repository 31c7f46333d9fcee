package io.streammirror.decision;

/** The log was written by a newer version, whose state this one would cut short by writing on. */
public final class NewerLogException extends LogException {
    NewerLogException(LogEntry entry) {
        super(
                "log entry " + entry.sequence() + " has schema " + entry.schema() + ", this version writes schema "
                        + LogEntry.SCHEMA + ": upgrade this service",
                null);
    }
}
