package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.streammirror.text.SafeText;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an item or a document lies below the base of its tree; the one class that decides which paths are safe.
 *
 * <p>Only the normal form is accepted (see {@link #normalized}): relative, {@code /} between non-empty segments, no
 * segment {@code .} or {@code ..}, no backslash, no control character, no percent-encoded separator or dot. The
 * reference tool lets several of these through, so that a signed item could overwrite the mirror's own state.
 */
public record ItemPath(@JsonValue String value) implements Comparable<ItemPath> {
    /** Longer than any path seen in the wild by far, shorter than what object stores take as a key (1,024 bytes). */
    static final int MAX_LENGTH = 900;

    private static final Pattern LEADING_SLASHES = Pattern.compile("^(?:\\.?/)+");
    private static final Pattern EMPTY_SEGMENTS = Pattern.compile("/(?:\\.?/)+");

    @JsonCreator
    public ItemPath {
        String problem = problemOf(value);
        if (problem != null) {
            throw new IllegalArgumentException("path '" + printable(value) + "' " + problem);
        }
    }

    /** Whether a path has the normal form, whatever its length. */
    public static boolean isSafe(String path) {
        return shapeProblemOf(path) == null;
    }

    /**
     * The path in normal form. Leading slashes, empty segments and segments {@code .} are taken off: they lead nowhere else, and the
     * reference fetches such paths.
     *
     * @throws IllegalArgumentException when what is left is not safe
     */
    public static ItemPath normalized(String path) {
        if (!path.startsWith("/") && !path.startsWith("./") && !path.contains("//") && !path.contains("/./")) {
            return new ItemPath(path);
        }
        String plain = LEADING_SLASHES.matcher(path).replaceFirst("");
        plain = EMPTY_SEGMENTS.matcher(plain).replaceAll("/");
        return new ItemPath(plain.isEmpty() ? path : plain);
    }

    private static @Nullable String problemOf(String value) {
        return value.length() > MAX_LENGTH ? "is longer than " + MAX_LENGTH + " characters" : shapeProblemOf(value);
    }

    private static @Nullable String shapeProblemOf(String value) {
        if (value.isEmpty()) {
            return "is empty";
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '\\') {
                return "has a control character or a backslash";
            }
        }
        if (value.indexOf('%') >= 0 && hasEncodedSeparator(value.toLowerCase(Locale.ROOT))) {
            return "has a percent-encoded separator or dot";
        }
        return segmentProblemOf(value);
    }

    private static boolean hasEncodedSeparator(String lower) {
        return lower.contains("%2f") || lower.contains("%2e") || lower.contains("%5c") || lower.contains("%00");
    }

    private static @Nullable String segmentProblemOf(String value) {
        int start = 0;
        while (start <= value.length()) {
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            if (end == start) {
                return "is absolute or has an empty segment";
            }
            if (value.charAt(start) == '.'
                    && (end - start == 1 || (end - start == 2 && value.charAt(start + 1) == '.'))) {
                return "has a segment '" + value.substring(start, end) + "'";
            }
            start = end + 1;
        }
        return null;
    }

    private static String printable(String value) {
        return SafeText.line(value, 200);
    }

    /** Whether this path lies where only the mirror's own documents may: items must not. */
    public boolean isReserved() {
        return value.equals("streams") || value.startsWith("streams/");
    }

    @Override
    public int compareTo(ItemPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
