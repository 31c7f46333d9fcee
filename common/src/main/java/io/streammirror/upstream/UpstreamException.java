package io.streammirror.upstream;

import org.jspecify.annotations.Nullable;

/** Why upstream could not be taken over; the leaves say whether waiting, an operator or nobody can help. */
public abstract sealed class UpstreamException extends RuntimeException {
    private UpstreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No answer, or none that is of use; another try, or another source, may succeed. */
    public static final class Unreachable extends UpstreamException {
        public Unreachable(String message) {
            super(message, null);
        }

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Signature, form or limits are wrong: nothing of it is used. */
    public static final class Refused extends UpstreamException {
        public Refused(String message) {
            super(message, null);
        }

        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Upstream is between two states: its documents do not belong together yet. */
    public static final class Unsettled extends UpstreamException {
        public Unsettled(String message) {
            super(message, null);
        }
    }
}
