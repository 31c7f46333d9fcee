package io.streammirror.fetcher.download;

import io.streammirror.fetcher.meter.RetryCause;
import java.time.Duration;

/** How the work at one source ended. */
public sealed interface Attempt {
    /** Nothing is left to read. */
    record Done() implements Attempt {}

    /**
     * Another attempt may succeed, and keeps the bytes so far.
     *
     * @param retryAfter the pause that the source asked for; zero if it did not
     */
    record Broken(RetryCause cause, String reason, Duration retryAfter) implements Attempt {}

    /**
     * The source serves as many requests as it admits (429, 503); another attempt later may succeed.
     *
     * @param retryAfter the pause that the source asked for; zero if it did not
     */
    record Busy(String reason, Duration retryAfter) implements Attempt {}

    /** The source does not have the item (404). Servers behind one name may differ for a while, so another request may succeed. */
    record Missing(String reason) implements Attempt {}

    /** The source will not deliver this item. */
    record Refused(String reason) implements Attempt {}

    /** The source's bytes do not continue the earlier ones: the item has to be read again from the start. */
    record Changed(String reason) implements Attempt {}

    /** The source's bytes are not the requested item. */
    record Wrong(String reason) implements Attempt {}

    /** The item took longer than it may, and another attempt would be as slow. */
    record Overdue(String reason) implements Attempt {}

    /** The ending that decides when connections ended differently: the more serious one, the first of two equal ones. */
    static Attempt worse(Attempt one, Attempt other) {
        return severity(one) >= severity(other) ? one : other;
    }

    private static int severity(Attempt attempt) {
        if (attempt instanceof Done) {
            return 0;
        }
        if (attempt instanceof Busy || attempt instanceof Broken) {
            return 1;
        }
        if (attempt instanceof Missing) {
            return 2;
        }
        if (attempt instanceof Refused) {
            return 3;
        }
        return attempt instanceof Changed ? 4 : 5;
    }
}
