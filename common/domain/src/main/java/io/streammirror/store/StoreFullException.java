package io.streammirror.store;

import org.jspecify.annotations.Nullable;

/** The store has no room, or the account may not use more of it: no write succeeds until an operator makes room. */
public final class StoreFullException extends StoreException {
    public StoreFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
