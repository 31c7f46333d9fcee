package io.streammirror.simplestreams;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Paths as they stand in a URL (RFC 3986): percent-encoded where that is needed, and only there. */
public final class PathEncoding {
    /** Besides letters and digits of ASCII, what a path may hold as it is ({@code pchar}) and the slash. */
    private static final String LEGAL = "-._~!$&'()*+,;=:@/";

    private PathEncoding() {}

    /** Encodes each byte of the text's UTF-8 that a path must not hold as it is, the percent sign too. */
    public static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
