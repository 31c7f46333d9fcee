package io.streammirror.publisher.http;

import org.jspecify.annotations.Nullable;

/** A certificate and its key cannot be used. */
public final class CertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CertificateException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
