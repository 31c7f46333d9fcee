package io.streammirror.publisher.serve;

import java.nio.charset.StandardCharsets;

/** Paths as they stand in a link. */
final class UrlPath {
    /** Besides letters and digits, what a path may hold as it is (RFC 3986, {@code pchar}) and the slash. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";

    private UrlPath() {}

    static String encode(String path) {
        var encoded = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
