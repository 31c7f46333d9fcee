package io.streammirror.upstream;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Upstream could not be read or verified. The subclass decides whether a retry can help or an operator must act. */
public abstract sealed class UpstreamException extends RuntimeException {
    private UpstreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No answer, or none that is of use; another try, or another source, may succeed. */
    public static final class Unreachable extends UpstreamException {
        private final Optional<Duration> retryAfter;
        private final Kind kind;

        private enum Kind {
            MISSING,
            BUSY,
            OTHER
        }

        private Unreachable(String message, @Nullable Throwable cause, Kind kind, Optional<Duration> retryAfter) {
            super(message, cause);
            this.kind = kind;
            this.retryAfter = retryAfter;
        }

        public Unreachable(String message) {
            this(message, null, Kind.OTHER, Optional.empty());
        }

        public Unreachable(String message, Throwable cause) {
            this(message, cause, Kind.OTHER, Optional.empty());
        }

        public Unreachable(String message, Optional<Duration> retryAfter) {
            this(message, null, Kind.OTHER, retryAfter);
        }

        /** The server says that there is no such document. */
        public static Unreachable missing(String message) {
            return new Unreachable(message, null, Kind.MISSING, Optional.empty());
        }

        /** The server is there and has no room for this request. */
        public static Unreachable busy(String message, Optional<Duration> retryAfter) {
            return new Unreachable(message, null, Kind.BUSY, retryAfter);
        }

        /** Whether the server answered that there is no such document. */
        public boolean isMissing() {
            return kind == Kind.MISSING;
        }

        /** Whether the server answered that it has too many requests: 429 or 503. */
        public boolean isBusy() {
            return kind == Kind.BUSY;
        }

        /** How long upstream asked to be left alone, where it did. */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** Signature, form or limits are wrong: nothing of it is used. */
    public static final class Refused extends UpstreamException {
        private final transient Optional<RefusedDocument> document;
        private final boolean untrusted;

        public Refused(String message) {
            this(message, null, Optional.empty());
        }

        public Refused(String message, @Nullable Throwable cause) {
            this(message, cause, Optional.empty());
        }

        public Refused(String message, @Nullable Throwable cause, Optional<RefusedDocument> document) {
            this(message, cause, document, false);
        }

        private Refused(
                String message, @Nullable Throwable cause, Optional<RefusedDocument> document, boolean untrusted) {
            super(message, cause);
            this.document = document;
            this.untrusted = untrusted;
        }

        /** A document whose signature is missing or not believed. */
        static Refused untrusted(String message, Throwable cause, RefusedDocument document) {
            return new Refused(message, cause, Optional.of(document), true);
        }

        /** Whether a signature is the reason, so that nothing of the tree may be used. */
        boolean isUntrusted() {
            return untrusted;
        }

        /** The first document that was refused; empty when none came whole. */
        public Optional<RefusedDocument> document() {
            return document;
        }
    }

    /** Upstream is between two states: its documents do not belong together yet. */
    public static final class Inconsistent extends UpstreamException {
        public Inconsistent(String message) {
            super(message, null);
        }
    }
}
