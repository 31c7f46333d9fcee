package io.streammirror.selection;

/** A filter that cannot be used; the message says what is wrong with it and what to write instead. */
public abstract class FilterException extends RuntimeException {
    FilterException(String message) {
        super(message);
    }

    FilterException(String message, Throwable cause) {
        super(message, cause);
    }
}
