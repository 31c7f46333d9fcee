package io.streammirror.store;

/** The clocks of this machine and of the store differ too much for a time to be put into documents. */
public final class WrongClockException extends RuntimeException {
    WrongClockException(String message) {
        super(message);
    }
}
