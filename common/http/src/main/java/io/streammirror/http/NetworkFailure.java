package io.streammirror.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says why there was no response, or not all of it, in words that follow an address. */
public final class NetworkFailure {
    private NetworkFailure() {}

    /** The reason, without the address: {@code cannot be reached: no connection in time}. */
    public static String reason(IOException failure) {
        if (failure instanceof ConnectTimeoutException) {
            return "cannot be reached: no connection in time";
        }
        if (failure instanceof SocketTimeoutException) {
            return "did not answer in time";
        }
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return "cannot be reached: its host is not known, or nothing listens there";
        }
        String message = failure.getMessage();
        if (failure instanceof SSLException) {
            return "cannot be reached over TLS: " + message
                    + "; is its certificate one that this machine's Java trusts?";
        }
        return "cannot be read: "
                + (message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message);
    }
}
