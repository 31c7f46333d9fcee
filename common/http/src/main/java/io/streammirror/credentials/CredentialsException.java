package io.streammirror.credentials;

/** A file of credentials cannot be used; the message never repeats what is in it. */
public final class CredentialsException extends IllegalArgumentException {
    CredentialsException(String message) {
        super(message);
    }

    CredentialsException(String message, Throwable cause) {
        super(message, cause);
    }
}
