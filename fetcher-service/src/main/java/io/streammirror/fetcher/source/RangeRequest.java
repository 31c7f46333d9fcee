package io.streammirror.fetcher.source;

import java.util.OptionalLong;

/**
 * The requested bytes of an item. Requests are not conditional on a validator: servers behind one name send different
 * ones for the same bytes, and the digests decide in the end.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte; empty for all bytes to the end
 */
public record RangeRequest(long first, OptionalLong last) {
    public static final RangeRequest WHOLE = new RangeRequest(0, OptionalLong.empty());

    public RangeRequest {
        if (first < 0 || last.orElse(first) < first) {
            throw new IllegalArgumentException("not a range of bytes: " + first + " to " + last);
        }
    }

    /** Whether this is a request without a range, which every server supports. */
    public boolean isWhole() {
        return first == 0 && last.isEmpty();
    }

    /** The value of the {@code Range} header. */
    String header() {
        return "bytes=" + first + "-" + (last.isPresent() ? Long.toString(last.getAsLong()) : "");
    }
}
