package io.streammirror.fetcher.source;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The requested bytes of an item.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte; empty for all bytes to the end
 * @param validator the state of the item when its other bytes were read; a source with another state delivers that as a whole (RFC 9110
 *     §13.1.5)
 */
public record RangeRequest(long first, OptionalLong last, Optional<String> validator) {
    public static final RangeRequest WHOLE = new RangeRequest(0, OptionalLong.empty(), Optional.empty());

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
