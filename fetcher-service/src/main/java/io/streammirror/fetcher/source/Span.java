package io.streammirror.fetcher.source;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is asked for of an item.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte; empty for all to the end
 * @param validator the item as it was when its other bytes were read; a source that has another one now gives that whole (RFC 9110
 *     §13.1.5)
 */
public record Span(long first, OptionalLong last, Optional<String> validator) {
    public static final Span WHOLE = new Span(0, OptionalLong.empty(), Optional.empty());

    public Span {
        if (first < 0 || last.orElse(first) < first) {
            throw new IllegalArgumentException("no span of bytes: " + first + " to " + last);
        }
    }

    /** Whether this is an ordinary request, which every server understands. */
    public boolean isWhole() {
        return first == 0 && last.isEmpty();
    }

    /** The {@code Range} header of this span. */
    String range() {
        return "bytes=" + first + "-" + (last.isPresent() ? Long.toString(last.getAsLong()) : "");
    }
}
