package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A SHA-256 digest: the address of every blob in the store.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(@JsonValue String hex) implements Comparable<Sha256> {
    private static final int DIGITS = 64;

    public Sha256 {
        if (!hasForm(hex)) {
            throw new IllegalArgumentException("sha256 '" + hex + "' is not 64 hexadecimal digits");
        }
    }

    /** A loop, because a catalog has hundreds of thousands of digests. */
    private static boolean hasForm(String hex) {
        if (hex.length() != DIGITS) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Accepts upper-case digits too: some trees have them, and they mean the same digest. */
    @JsonCreator
    public static Sha256 parse(String hex) {
        return new Sha256(hex.toLowerCase(Locale.ROOT));
    }

    /** The digest of these bytes. */
    public static Sha256 of(byte[] content) {
        return ofDigest(newDigest().digest(content));
    }

    /** Takes the result of a finished SHA-256 computation. */
    public static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** A fresh SHA-256 computation; every Java platform has one. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }

    /** The first twelve digits: enough to distinguish digests, short enough for paths and for people. */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
