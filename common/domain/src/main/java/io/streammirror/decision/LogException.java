package io.streammirror.decision;

import org.jspecify.annotations.Nullable;

/** The log cannot be read or written as it should. */
public abstract class LogException extends RuntimeException {
    LogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
