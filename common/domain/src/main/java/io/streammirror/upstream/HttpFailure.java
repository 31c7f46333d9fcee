package io.streammirror.upstream;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** Puts into words why there was no answer, or not all of it. */
final class HttpFailure {
    private HttpFailure() {}

    /**
     * Names the failure.
     *
     * @param url what was asked for, and through which proxy
     */
    static UpstreamException of(String url, long maxBytes, Throwable cause) {
        if (cause instanceof BoundedBody.TooLong) {
            return new UpstreamException.Refused(url + " is larger than the limit of " + maxBytes
                    + " bytes (a twelfth of the process's memory at the most)");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return new UpstreamException.Unreachable(url + " cannot be reached: no connection in time", cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return new UpstreamException.Unreachable(url + " did not answer in time", cause);
        }
        if (cause instanceof ConnectException) {
            return new UpstreamException.Unreachable(
                    url + " cannot be reached: its host is not known, or nothing listens there", cause);
        }
        if (cause instanceof SSLException) {
            return new UpstreamException.Unreachable(
                    url + " cannot be reached over TLS: " + cause.getMessage()
                            + "; is its certificate one that this machine's Java trusts?",
                    cause);
        }
        String message = cause.getMessage();
        return new UpstreamException.Unreachable(
                url + " cannot be read: " + (message == null ? cause.getClass().getSimpleName() : message), cause);
    }
}
