package io.streammirror.openpgp.keys;

/** A key cannot be created with these options and files; nothing was written. The message says what to do. */
public final class NewKeyException extends RuntimeException {
    NewKeyException(String message) {
        super(message);
    }
}
