package io.streammirror.openpgp;

import org.jspecify.annotations.Nullable;

/** The external signer gave no usable signature; the message is public, so it repeats nothing of what the signer said. */
public final class ForeignSignerException extends OpenPgpException {
    public ForeignSignerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
