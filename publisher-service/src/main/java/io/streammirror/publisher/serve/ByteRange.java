package io.streammirror.publisher.serve;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file a request gets (RFC 9110, section 14).
 *
 * <p>A header that is malformed, of another unit, or asks for several ranges is ignored, as the RFC allows: the whole file is
 * always a right answer.
 */
sealed interface ByteRange {
    /** All of it: status 200. */
    record Whole() implements ByteRange {}

    /**
     * A part of it: status 206.
     *
     * @param last inclusive
     */
    record Part(long first, long last) implements ByteRange {
        String contentRange(long size) {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    /** Beyond the end: status 416. */
    record Unsatisfiable() implements ByteRange {}

    ByteRange WHOLE = new Whole();
    ByteRange UNSATISFIABLE = new Unsatisfiable();

    /** At most 18 digits fit a long; more mean "beyond any file". */
    int MAX_DIGITS = 18;

    Pattern SINGLE = Pattern.compile("bytes\\s*=\\s*(\\d*)-(\\d*)\\s*");

    /** Evaluates the {@code Range} header, if there is one, against a file of this size. */
    static ByteRange of(@Nullable String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header.toLowerCase(Locale.ROOT));
        if (!range.matches()) {
            return WHOLE;
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? WHOLE : suffix(number(last), size);
        }
        return between(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0) {
            return UNSATISFIABLE;
        }
        return size == 0 ? WHOLE : new Part(Math.max(0, size - length), size - 1);
    }

    private static ByteRange between(long first, long last, long size) {
        if (last < first) {
            return WHOLE;
        }
        return first >= size ? UNSATISFIABLE : new Part(first, Math.min(last, size - 1));
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=\\d)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }
}
