package io.streammirror.openpgp.keys;

import org.jspecify.annotations.Nullable;

/** A file of the signing key is missing or holds something else; the message is for the operator, and names no secret. */
public final class KeyFileException extends RuntimeException {
    /** Which of the files it is. */
    public enum Which {
        KEY,
        PASSPHRASE,
        PUBLIC_KEY
    }

    private final Which which;

    KeyFileException(Which which, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.which = which;
    }

    public Which which() {
        return which;
    }
}
