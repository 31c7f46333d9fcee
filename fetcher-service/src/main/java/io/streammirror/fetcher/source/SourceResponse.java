package io.streammirror.fetcher.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A source's answer, its body not yet read.
 *
 * @param length of the body, where the source says it
 * @param validator what tells this state of the item from others: a strong {@code ETag}, else {@code Last-Modified}; weak tags do not
 *     promise the same bytes
 * @param range what part of the item the body is, where the source says it
 * @param retryAfter how long the source asks to be left alone; zero when it does not
 * @param body whose reads fail when the connection breaks, stays silent or comes too slowly
 */
public record SourceResponse(
        int status,
        OptionalLong length,
        Optional<String> validator,
        Optional<ContentRange> range,
        Duration retryAfter,
        InputStream body)
        implements Closeable {
    /** Keeps the connection when the body was read to its end, else gives it up. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
