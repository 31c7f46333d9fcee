package io.streammirror.http;

/** A redirect leads into a network that the operator's source has no business with, or takes off the protection of TLS. */
public final class RedirectRefusedException extends RuntimeException {
    RedirectRefusedException(String message) {
        super(message);
    }
}
