package io.streammirror.api;

import java.util.Map;

/**
 * The body of every answer with an error status: a problem of RFC 9457.
 *
 * @param type always {@value #NO_TYPE}: the status says what kind of problem it is
 * @param title words for the status
 * @param detail what is wrong and what to do, for people
 * @param error the same as {@code detail}, for clients from before
 */
public record ApiError(String type, String title, int status, String detail, String error) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String NO_TYPE = "about:blank";

    /** The reason phrases of RFC 9110 and RFC 6585. */
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            409, "Conflict",
            413, "Content Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error",
            503, "Service Unavailable");

    public static ApiError of(int status, String detail) {
        return new ApiError(NO_TYPE, TITLES.getOrDefault(status, "Error"), status, detail, detail);
    }
}
