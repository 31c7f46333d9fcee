package io.streammirror.openpgp;

import org.jspecify.annotations.Nullable;

/** Whoever signs for the mirror gave no usable signature; the message is shown to everybody, so it tells nothing of what he said. */
public final class ForeignSignerException extends OpenPgpException {
    public ForeignSignerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
