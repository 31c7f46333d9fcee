package io.streammirror.service.log;

import io.streammirror.text.SafeText;
import org.jspecify.annotations.Nullable;

/** Shows another exception with its causes, and every message made harmless. */
@SuppressWarnings({"serial", "OverrideThrowableToString"}) // it shows the class of another one
final class SafeThrowable extends Throwable {
    /** Deeper chains are made by mistakes. */
    private static final int MAX_CAUSES = 20;

    private final String shown;

    SafeThrowable(Throwable original) {
        this(original, MAX_CAUSES);
    }

    private SafeThrowable(Throwable original, int causes) {
        super(null, cause(original, causes), true, true);
        this.shown = SafeText.line(original);
        setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
            if (causes > 0) {
                addSuppressed(new SafeThrowable(suppressed, 0));
            }
        }
    }

    private static @Nullable Throwable cause(Throwable original, int causes) {
        Throwable cause = original.getCause();
        return cause == null || causes == 0 ? null : new SafeThrowable(cause, causes - 1);
    }

    /** Whether an exception, or one that it carries, says anything harmful. */
    static boolean isNeeded(Throwable thrown) {
        Throwable current = thrown;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            String text = current.toString();
            if (!SafeText.line(text).equals(text) || current.getSuppressed().length > 0) {
                return true;
            }
            current = current.getCause();
        }
        return current != null;
    }

    @Override
    public String toString() {
        return shown;
    }
}
