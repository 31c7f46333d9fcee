package io.streammirror.openpgp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * The fingerprint of an OpenPGP key or subkey; never the short key ids, which anyone can forge.
 *
 * @param hex 40 (version 4) or 64 (versions 5 and 6) upper-case hexadecimal digits
 */
public record Fingerprint(@JsonValue String hex) implements Comparable<Fingerprint> {
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "key fingerprint '" + hex + "' is not 40 or 64 hexadecimal digits; 'gpg --fingerprint' prints it");
        }
    }

    /** Accepts what people paste: blanks between the groups, a leading {@code 0x}, lower case. */
    @JsonCreator
    public static Fingerprint parse(String text) {
        String digits = BLANKS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        return new Fingerprint(digits.startsWith("0X") ? digits.substring(2) : digits);
    }

    static Fingerprint of(PGPPublicKey key) {
        return new Fingerprint(HexFormat.of().withUpperCase().formatHex(key.getFingerprint()));
    }

    @Override
    public int compareTo(Fingerprint other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
