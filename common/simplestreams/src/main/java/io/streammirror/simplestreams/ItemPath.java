package io.streammirror.simplestreams;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an item or a document lies below the base of its tree; the one class that decides which paths are safe.
 *
 * <p>Only the normal form is accepted: relative, {@code /} between non-empty segments, no segment {@code .} or {@code ..}, no
 * backslash, no control character, no percent-encoded separator or dot. The reference tool lets several of these through, so
 * that a signed item could overwrite the mirror's own state.
 */
public record ItemPath(@JsonValue String value) implements Comparable<ItemPath> {
    /** Longer than any path seen in the wild by far, shorter than what object stores take as a key (1,024 bytes). */
    static final int MAX_LENGTH = 900;

    @JsonCreator
    public ItemPath {
        String problem = problemOf(value);
        if (problem != null) {
            throw new IllegalArgumentException("path '" + printable(value) + "' " + problem);
        }
    }

    private static @Nullable String problemOf(String value) {
        if (value.isEmpty()) {
            return "is empty";
        }
        if (value.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            return "has a control character or a backslash";
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%2e") || lower.contains("%5c") || lower.contains("%00")) {
            return "has a percent-encoded separator or dot";
        }
        for (String segment : value.split("/", -1)) {
            if (segment.isEmpty()) {
                return "is absolute or has an empty segment";
            }
            if (segment.equals(".") || segment.equals("..")) {
                return "has a segment '" + segment + "'";
            }
        }
        return null;
    }

    private static String printable(String value) {
        String cut = value.length() > 200 ? value.substring(0, 200) + "…" : value;
        return cut.replaceAll("\\p{Cntrl}", "?");
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
