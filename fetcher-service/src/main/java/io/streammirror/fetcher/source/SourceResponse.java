package io.streammirror.fetcher.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The head of a source's response; its body is not yet read.
 *
 * @param length of the body in bytes, if the source names it
 * @param validator identifies the state of the item: a strong {@code ETag}, otherwise {@code Last-Modified}; weak tags do not promise the same
 *     bytes
 * @param range which part of the item the body is, if the source names it
 * @param retryAfter the pause that the source asks for; zero if it does not
 * @param body whose reads fail if the connection breaks, stays silent or is too slow
 */
public record SourceResponse(
        int status,
        OptionalLong length,
        Optional<String> validator,
        Optional<ContentRange> range,
        Duration retryAfter,
        InputStream body)
        implements Closeable {
    /** The same head with another body. */
    public SourceResponse withBody(InputStream other) {
        return new SourceResponse(status, length, validator, range, retryAfter, other);
    }

    /** Keeps the connection if the body was read to its end, and otherwise discards it. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
