package io.streammirror.openpgp;

import org.jspecify.annotations.Nullable;

/** A key, keyring, text or signature is not what OpenPGP, or this mirror's policy, demands. */
public abstract class OpenPgpException extends RuntimeException {
    OpenPgpException(String message) {
        super(message);
    }

    OpenPgpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
