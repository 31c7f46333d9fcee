package io.streammirror.openpgp;

import org.jspecify.annotations.Nullable;

/** The bytes offered as a public keyring are something else; each leaf says what the operator should export instead. */
public abstract sealed class KeyringException extends OpenPgpException {
    private KeyringException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Neither a binary nor an ASCII-armored public keyring. */
    public static final class NotAKeyring extends KeyringException {
        NotAKeyring(String found, @Nullable Throwable cause) {
            super(
                    "not an OpenPGP public keyring: " + found + "; make one with 'gpg --export KEY > keyring.gpg'",
                    cause);
        }
    }

    /** Several keys where just one is to sign. */
    public static final class NotOneKey extends KeyringException {
        NotOneKey(int found) {
            super("the keyring holds " + found + " keys where one belongs; make it with 'gpg --export KEY'", null);
        }
    }

    /** A keyring that is handed to many must not carry a secret. */
    public static final class HoldsSecretKey extends KeyringException {
        HoldsSecretKey(Fingerprint key) {
            super(
                    "the keyring holds the secret key " + key
                            + "; take it away from here and use the public one: 'gpg --export " + key + "'",
                    null);
        }
    }
}
