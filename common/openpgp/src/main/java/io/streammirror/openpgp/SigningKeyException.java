package io.streammirror.openpgp;

import org.jspecify.annotations.Nullable;

/** The bytes offered as a signing key cannot sign. */
public abstract sealed class SigningKeyException extends OpenPgpException {
    private SigningKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Neither a binary nor an ASCII-armored secret key, or more than one. */
    public static final class NotASecretKey extends SigningKeyException {
        NotASecretKey(String found, @Nullable Throwable cause) {
            super("not one OpenPGP secret key: " + found + "; make one with 'gpg --export-secret-keys KEY'", cause);
        }
    }

    /** The passphrase is missing or wrong; OpenPGP cannot always say which of the two. */
    public static final class WrongPassphrase extends SigningKeyException {
        WrongPassphrase(Fingerprint key, boolean given, Throwable cause) {
            super(
                    "the secret key " + key + " is locked, and "
                            + (given ? "the passphrase does not open it" : "no passphrase was given"),
                    cause);
        }
    }

    /** No key of the ring may sign data, or the secret part of the one that may is kept elsewhere. */
    public static final class CannotSign extends SigningKeyException {
        CannotSign(Fingerprint key) {
            super("the secret key " + key + " has no part here that may sign data", null);
        }
    }
}
