package io.streammirror.fetcher.transfer;

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
 * @param strongEtag empty for weak validators too: those do not promise the same bytes
 * @param range what part of the item the body is, where the source says it
 * @param retryAfter how long the source asks to be left alone; zero when it does not
 * @param body whose reads fail when the connection breaks or stays silent for too long
 */
public record SourceResponse(
        int status,
        OptionalLong length,
        Optional<String> strongEtag,
        Optional<ContentRange> range,
        Duration retryAfter,
        InputStream body)
        implements Closeable {
    @Override
    public void close() throws IOException {
        body.close();
    }
}
