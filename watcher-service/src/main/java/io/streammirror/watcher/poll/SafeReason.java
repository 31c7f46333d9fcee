package io.streammirror.watcher.poll;

/**
 * A reason as it goes into the log, events and terminals. Reasons quote upstream, which may be hostile: they must not fill the log, each
 * entry of which carries them, and must not forge lines of it.
 */
final class SafeReason {
    /** A sentence or two with a URL and a pointer in them. */
    static final int MAX_LENGTH = 1_000;

    private SafeReason() {}

    static String of(Throwable failure) {
        return bounded(String.valueOf(failure.getMessage()));
    }

    static String bounded(String reason) {
        String cut = reason.length() > MAX_LENGTH ? reason.substring(0, MAX_LENGTH) + "…" : reason;
        return cut.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }
}
