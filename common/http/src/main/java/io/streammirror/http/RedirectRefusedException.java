package io.streammirror.http;

/** A redirect leads into a network that the operator's source has no business with. */
public final class RedirectRefusedException extends RuntimeException {
    RedirectRefusedException(String message) {
        super(message);
    }
}
