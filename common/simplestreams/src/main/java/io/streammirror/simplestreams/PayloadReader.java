package io.streammirror.simplestreams;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the payload of an item, or says why it has none that can be trusted.
 *
 * <p>As in the reference, {@code path} counts only on the item itself, while size and digests may be inherited.
 */
final class PayloadReader {
    /** 18 digits always fit a long, and no file is that long. */
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

    /** Digests that may stand beside sha256, with their length in hexadecimal digits; every one given is checked. */
    private static final Map<String, Integer> DIGESTS = Map.of("md5", 32, "sha1", 40, "sha384", 96, "sha512", 128);

    private PayloadReader() {}

    static Payload read(String path, Flattening flat) {
        return new Payload(new ItemPath(path), size(flat), sha256(flat), digests(flat));
    }

    private static long size(Flattening flat) {
        String size = required(flat, "size");
        if (!SIZE.matcher(size).matches()) {
            throw new IllegalArgumentException("size '" + shown(size) + "' is not a whole number of bytes");
        }
        return Long.parseLong(size);
    }

    private static Sha256 sha256(Flattening flat) {
        return new Sha256(hex("sha256", 64, required(flat, "sha256")));
    }

    private static Map<String, String> digests(Flattening flat) {
        var digests = new TreeMap<String, String>();
        DIGESTS.forEach((algorithm, length) -> Optional.ofNullable(flat.fields().get(algorithm))
                .ifPresent(value -> digests.put(algorithm, hex(algorithm, length, value))));
        return digests;
    }

    private static String hex(String algorithm, int length, String value) {
        if (value.length() != length || !HEX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    algorithm + " '" + shown(value) + "' is not " + length + " hexadecimal digits");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private static String required(Flattening flat, String field) {
        return Optional.ofNullable(flat.fields().get(field))
                .orElseThrow(() -> new IllegalArgumentException("has a path but no " + field));
    }

    private static String shown(String value) {
        return value.length() > 150 ? value.substring(0, 150) + "…" : value;
    }
}
