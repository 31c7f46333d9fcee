package io.streammirror.simplestreams;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the payload of an item, or says why it has none that can be trusted.
 *
 * <p>As in the reference, {@code path} counts only on the item itself, while size and digests may be inherited.
 */
final class PayloadReader {
    /** 18 digits always fit a long, and no file is that long. */
    private static final int MAX_SIZE_DIGITS = 18;

    /** Digests that may stand beside sha256, with their length in hexadecimal digits; every one given is checked. */
    private static final Map<String, Integer> DIGESTS = Map.of("md5", 32, "sha1", 40, "sha384", 96, "sha512", 128);

    private PayloadReader() {}

    static Payload read(String path, InheritedFields fields) {
        return new Payload(ItemPath.normalized(path), size(fields), sha256(fields), digests(fields));
    }

    private static long size(InheritedFields fields) {
        String size = required(fields, "size");
        if (size.isEmpty() || size.length() > MAX_SIZE_DIGITS || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("size '" + shown(size) + "' is not a whole number of bytes");
        }
        return Long.parseLong(size);
    }

    private static Sha256 sha256(InheritedFields fields) {
        return new Sha256(hex("sha256", 64, required(fields, "sha256")));
    }

    private static Map<String, String> digests(InheritedFields fields) {
        var digests = new TreeMap<String, String>();
        DIGESTS.forEach((algorithm, length) -> Optional.ofNullable(fields.text(algorithm))
                .ifPresent(value -> digests.put(algorithm, hex(algorithm, length, value))));
        return digests;
    }

    private static String hex(String algorithm, int length, String value) {
        if (value.length() != length || !value.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    algorithm + " '" + shown(value) + "' is not " + length + " hexadecimal digits");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private static String required(InheritedFields fields, String field) {
        return Optional.ofNullable(fields.text(field))
                .orElseThrow(() -> new IllegalArgumentException("has a path but no " + field));
    }

    private static String shown(String value) {
        return value.length() > 150 ? value.substring(0, 150) + "…" : value;
    }
}
