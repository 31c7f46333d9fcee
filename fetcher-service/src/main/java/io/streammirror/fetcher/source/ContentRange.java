package io.streammirror.fetcher.source;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Content-Range} of a partial response (RFC 9110 §14.4).
 *
 * @param first offset of the body's first byte
 * @param last offset of its last byte
 * @param total size of the whole item, if the source names it
 */
public record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** Parses the header; empty for anything but a satisfied range of bytes. */
    public static Optional<ContentRange> parse(String header) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ContentRange(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3).equals("*")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(matcher.group(3)))));
    }

    /** Whether the body is exactly the requested range of an item of this size. */
    public boolean answers(RangeRequest request, long size) {
        return first == request.first() && last == request.last().orElse(size - 1) && total.orElse(size) == size;
    }
}
