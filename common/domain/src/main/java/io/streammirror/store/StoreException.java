package io.streammirror.store;

import org.jspecify.annotations.Nullable;

/** The store answered, but not what was asked for. */
public class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
