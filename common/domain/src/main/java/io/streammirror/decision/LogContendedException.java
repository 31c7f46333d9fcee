package io.streammirror.decision;

/** Other writers were faster every time; the decision was not taken. */
public final class LogContendedException extends LogException {
    LogContendedException(int tries) {
        super(
                "no entry could be added to the log in " + tries + " tries: how many services write to this bucket?",
                null);
    }
}
