package io.streammirror.stack;

import org.jspecify.annotations.Nullable;

/** A part of the local stack cannot be started, or has failed. The message names the part and is for people. */
public class StackException extends RuntimeException {
    public StackException(String message) {
        this(message, null);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
