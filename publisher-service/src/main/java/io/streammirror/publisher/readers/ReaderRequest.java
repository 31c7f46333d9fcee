package io.streammirror.publisher.readers;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answered {@code GET}.
 *
 * @param agent as the client sent it; empty without one
 * @param path in normal form, from the root of the site
 * @param whole whether the connection was open until the last byte of the response
 * @param toTheEnd whether the response contained the last byte of the file
 * @param content of the file; null where there is none
 */
public record ReaderRequest(
        String address,
        String agent,
        String path,
        int status,
        boolean whole,
        boolean toTheEnd,
        @Nullable Sha256 content,
        Instant time) {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    boolean isConfirmed() {
        return status == NOT_MODIFIED;
    }

    boolean isMissing() {
        return status == NOT_FOUND;
    }

    /** Whether the client has the whole file now. A part of it counts when it completes an earlier one. */
    boolean isTaken() {
        return isConfirmed() || (whole && toTheEnd && (status == OK || status == PARTIAL));
    }

    boolean isBrokenOff() {
        return !whole && status == OK;
    }
}
