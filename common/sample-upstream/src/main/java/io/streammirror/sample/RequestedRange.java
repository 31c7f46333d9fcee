package io.streammirror.sample;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes (RFC 9110, section 14); several at once are not served.
 *
 * @param end exclusive; not after {@code from} when the range cannot be satisfied
 */
record RequestedRange(long from, long end) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static RequestedRange whole(long size) {
        return new RequestedRange(0, size);
    }

    /** The range in the header; empty when it is not one valid range. */
    static Optional<RequestedRange> parse(String header, long size) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RequestedRange(Math.max(0, size - Long.parseLong(last)), size));
        }
        long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        return Optional.of(new RequestedRange(Long.parseLong(first), end));
    }

    boolean isSatisfiable() {
        return from < end;
    }

    long length() {
        return end - from;
    }

    String contentRange(long size) {
        return isSatisfiable() ? "bytes " + from + "-" + (end - 1) + "/" + size : "bytes */" + size;
    }
}
