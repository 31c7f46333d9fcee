package io.streammirror.upstream.http;

import io.streammirror.upstream.UpstreamException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The meaning of an error status for a document. */
final class HttpStatus {
    private HttpStatus() {}

    /**
     * The failure that a status is.
     *
     * @param retryAfter how long the server asked to be left alone
     */
    static UpstreamException failure(URI url, int status, Optional<Duration> retryAfter) {
        String message = url + " answered HTTP status " + status + advice(status);
        if (isMissing(status)) {
            return UpstreamException.Unreachable.missing(message);
        }
        return isBusy(status)
                ? UpstreamException.Unreachable.busy(message, retryAfter)
                : new UpstreamException.Unreachable(message, retryAfter);
    }

    /** Servers that limit the connections of a client answer so beyond the limit, whatever holds the others. */
    private static boolean isBusy(int status) {
        return status == 429 || status == 503;
    }

    /** Object stores answer 403 for a key that is not there to those who may not list. */
    private static boolean isMissing(int status) {
        return status == 403 || status == 404 || status == 410;
    }

    private static String advice(int status) {
        return switch (status) {
            case 407 -> ": the proxy wants a user and a password, or others; they go into the variable that names it";
            case 401, 403 -> ": it wants credentials, or others than those in the mirror's credentials-file";
            case 404, 410 -> ": there is no such document; is the source the base of a SimpleStreams tree?";
            default -> "";
        };
    }
}
