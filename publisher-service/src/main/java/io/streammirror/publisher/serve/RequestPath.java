package io.streammirror.publisher.serve;

import io.streammirror.simplestreams.ItemPath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The path a client asked for, in normal form: percent-decoded once, slashes collapsed.
 *
 * <p>Clients join base and path as they like ({@code //}) and some escape the colons of content ids; both mean the same file.
 * A path with dot segments, escaped separators or double
 * escapes is no path at all, and the caller answers it like an unknown one.
 *
 * @param value starts with a slash; ends with one when a directory is asked for
 */
record RequestPath(String value) {
    private static final int HEX = 16;

    /** Reads the path as it came over the wire, without the query; empty when nothing can be meant by it. */
    static Optional<RequestPath> parse(String raw) {
        if (!raw.startsWith("/")) {
            return Optional.empty();
        }
        return decode(raw)
                .map(RequestPath::collapse)
                .filter(RequestPath::isSafe)
                .map(RequestPath::new);
    }

    boolean isDirectory() {
        return value.endsWith("/");
    }

    /** The rest of the path below a base path, without the slash between; empty when this path is not below it. */
    Optional<String> below(String base) {
        return value.startsWith(base + "/") ? Optional.of(value.substring(base.length() + 1)) : Optional.empty();
    }

    private static Optional<String> decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return Optional.of(raw);
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '%') {
                int escaped = escape(bytes);
                if (escaped < 0 || escaped == '/') {
                    return Optional.empty();
                }
                next = (byte) escaped;
            }
            decoded.put(next);
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static int escape(ByteBuffer bytes) {
        if (bytes.remaining() < 2) {
            return -1;
        }
        int high = Character.digit(bytes.get(), HEX);
        int low = Character.digit(bytes.get(), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    private static String collapse(String path) {
        var collapsed = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' || collapsed.length() == 0 || collapsed.charAt(collapsed.length() - 1) != '/') {
                collapsed.append(c);
            }
        }
        return collapsed.toString();
    }

    /** The rules of {@link ItemPath}, but for its length: the path of the mirror comes before that of the item. */
    private static boolean isSafe(String path) {
        if (path.equals("/")) {
            return true;
        }
        return ItemPath.isSafe(path.substring(1, path.endsWith("/") ? path.length() - 1 : path.length()));
    }
}
