package io.streammirror.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached or fails for now; the same call may succeed later. */
public final class StoreUnavailableException extends StoreException {
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
