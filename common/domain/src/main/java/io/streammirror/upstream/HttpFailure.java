package io.streammirror.upstream;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says why there was no answer, or not all of it. */
final class HttpFailure {
    private HttpFailure() {}

    /**
     * Names the failure.
     *
     * @param url what was asked for, and through which proxy
     */
    static UpstreamException of(String url, Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return new UpstreamException.Unreachable(url + " cannot be reached: no connection in time", cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return new UpstreamException.Unreachable(url + " did not answer in time", cause);
        }
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
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
