package io.streammirror.upstream;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why upstream could not be taken over; the leaves say whether waiting, an operator or nobody can help. */
public abstract sealed class UpstreamException extends RuntimeException {
    private UpstreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No answer, or none that is of use; another try, or another source, may succeed. */
    public static final class Unreachable extends UpstreamException {
        private final Optional<Duration> retryAfter;

        public Unreachable(String message) {
            this(message, Optional.empty());
        }

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
            this.retryAfter = Optional.empty();
        }

        public Unreachable(String message, Optional<Duration> retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        /** How long upstream asked to be left alone, where it did. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** Signature, form or limits are wrong: nothing of it is used. */
    public static final class Refused extends UpstreamException {
        private final transient Optional<RefusedDocument> document;

        public Refused(String message) {
            this(message, null, Optional.empty());
        }

        public Refused(String message, @Nullable Throwable cause) {
            this(message, cause, Optional.empty());
        }

        public Refused(String message, @Nullable Throwable cause, Optional<RefusedDocument> document) {
            super(message, cause);
            this.document = document;
        }

        /** The first document that was refused; empty when none came whole. */
        public Optional<RefusedDocument> document() {
            return document;
        }
    }

    /** Upstream is between two states: its documents do not belong together yet. */
    public static final class Unsettled extends UpstreamException {
        public Unsettled(String message) {
            super(message, null);
        }
    }
}
