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
 * @param validator identifies the state of the item: a strong {@code ETag}, otherwise {@code Last-Modified}; weak tags
 *     do not promise the same bytes
 * @param range which part of the item the body is, if the source names it
 * @param retryAfter the pause that the source asks for; zero if it does not
 * @param encoding the content coding that changed the bytes, such as {@code gzip}; empty if the body holds the item's own bytes
 * @param redirected whether another host than the source's sent the response
 * @param body whose reads fail if the connection breaks, stays silent or is too slow
 */
public record SourceResponse(
        int status,
        OptionalLong length,
        Optional<String> validator,
        Optional<ContentRange> range,
        Duration retryAfter,
        Optional<String> encoding,
        boolean redirected,
        InputStream body)
        implements Closeable {
    /** The reason of every failure at a host that the source redirects to; it is the same for open and closed ports. */
    public static final String NOT_DELIVERED = "the host that it redirects to did not deliver the item";

    /** The same head with another body. */
    public SourceResponse withBody(InputStream other) {
        return new SourceResponse(status, length, validator, range, retryAfter, encoding, redirected, other);
    }

    /** Keeps the connection if the body was read to its end, and otherwise discards it. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
