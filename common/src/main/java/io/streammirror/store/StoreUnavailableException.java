package io.streammirror.store;

/** The store cannot be reached or fails for now; the same call may succeed later. */
public final class StoreUnavailableException extends StoreException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
