package io.streammirror.openpgp;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bytes from upstream are not vouched for as they must be; nothing of them may be used. */
public abstract sealed class SignatureRefusedException extends OpenPgpException {
    private SignatureRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private static String unlessAllowed(Weakness weakness) {
        return "; to accept it nevertheless, allow '" + weakness + "' for this source";
    }

    /** The document does not start as a clear-signed one does; not even a byte order mark may stand before. */
    public static final class NotSigned extends SignatureRefusedException {
        NotSigned() {
            super("not signed: a clear-signed document starts with '" + ClearSignedDocument.BEGIN + "'", null);
        }
    }

    /** Outside of the one clear-signed block and the plain signatures that are accepted. */
    public static final class Malformed extends SignatureRefusedException {
        private final boolean takenByGpgv;

        Malformed(String problem) {
            this(problem, false);
        }

        /**
         * @param takenByGpgv whether gpgv may take such a signature
         */
        Malformed(String problem, boolean takenByGpgv) {
            super("malformed signature: " + problem, null);
            this.takenByGpgv = takenByGpgv;
        }

        Malformed(String problem, Throwable cause) {
            super("malformed signature: " + problem, cause);
            this.takenByGpgv = false;
        }

        boolean isTakenByGpgv() {
            return takenByGpgv;
        }
    }

    /** One signature by an unknown key spoils all: gpgv, and so MAAS, would refuse the document too. */
    public static final class UnknownKey extends SignatureRefusedException {
        UnknownKey(String issuer) {
            super("signed by key " + issuer + ", which is not in the keyring", null);
        }
    }

    /** The key is in the keyring, but its primary key does not say that it may sign. */
    public static final class UnusableKey extends SignatureRefusedException {
        UnusableKey(Fingerprint key) {
            super("signed by key " + key + ", which holds no valid certification as a signing key", null);
        }
    }

    /** The bytes are not those that were signed. */
    public static final class BadSignature extends SignatureRefusedException {
        BadSignature(Fingerprint key) {
            super("bad signature by key " + key + ": the bytes are not those that were signed", null);
        }
    }

    /** The key has ended by now, whenever the signature was made: a fresh index needs a living key. */
    public static final class ExpiredKey extends SignatureRefusedException {
        ExpiredKey(Fingerprint key, Instant expiry) {
            super("signed by key " + key + ", which expired at " + expiry + unlessAllowed(Weakness.EXPIRED_KEY), null);
        }
    }

    /** The owner has withdrawn the key. */
    public static final class RevokedKey extends SignatureRefusedException {
        RevokedKey(Fingerprint key) {
            super("signed by key " + key + ", which is revoked" + unlessAllowed(Weakness.REVOKED_KEY), null);
        }
    }

    /** The digest no longer binds the signature to one text. */
    public static final class WeakDigest extends SignatureRefusedException {
        WeakDigest(String digest) {
            super("the signature uses the weak digest " + digest + unlessAllowed(Weakness.WEAK_DIGEST), null);
        }
    }

    /** Either clock is wrong, or an attacker wants this signature to outrank later ones. */
    public static final class FutureDated extends SignatureRefusedException {
        FutureDated(Instant signedAt, Duration tolerance) {
            super(
                    "signed at " + signedAt + ", more than " + tolerance.toMinutes()
                            + " minutes in the future; check the clock of this machine"
                            + unlessAllowed(Weakness.FUTURE_DATED),
                    null);
        }
    }

    /** The signer limited the signature in time, and the time is over. */
    public static final class ExpiredSignature extends SignatureRefusedException {
        ExpiredSignature(Instant expiry) {
            super("the signature itself expired at " + expiry + unlessAllowed(Weakness.EXPIRED_SIGNATURE), null);
        }
    }

    /** A good signature by a key of the keyring, but not by one that the operator pinned. */
    public static final class KeyNotPinned extends SignatureRefusedException {
        KeyNotPinned(Fingerprint signer) {
            super(
                    "signed by key " + signer
                            + ", which is in the keyring but not among the pinned fingerprints;"
                            + " add it to 'fingerprints' if it may sign this tree too",
                    null);
        }
    }
}
