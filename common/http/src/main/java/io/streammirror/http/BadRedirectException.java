package io.streammirror.http;

/** A redirect leads nowhere: it has no usable address, or follows too many others. */
public final class BadRedirectException extends RuntimeException {
    BadRedirectException(String message) {
        super(message);
    }
}
