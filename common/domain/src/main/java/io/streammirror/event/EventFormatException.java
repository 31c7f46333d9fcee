package io.streammirror.event;

/** A record is not an event this version understands; it belongs to the dead letters. */
public final class EventFormatException extends RuntimeException {
    public EventFormatException(String message) {
        super(message);
    }

    EventFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
