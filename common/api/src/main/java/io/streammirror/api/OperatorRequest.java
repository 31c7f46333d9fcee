package io.streammirror.api;

import org.jspecify.annotations.Nullable;

/** A request of an operator, which the decision log keeps together with the person and the reason. */
public sealed interface OperatorRequest
        permits OrderRequest, AcceptRequest, ImageRequest, ImportRequest, SweepRequest, VerifyRequest {
    /** The person or client, as it calls itself. */
    String who();

    /** The reason, for people who read the log later; null when none was given. */
    @Nullable
    String why();

    /** Refuses a request without a field, by a message that names it. */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }
}
