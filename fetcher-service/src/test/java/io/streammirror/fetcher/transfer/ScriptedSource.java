package io.streammirror.fetcher.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sources that answer as a test tells them: each answer once, the last one for ever. */
final class ScriptedSource implements SourceReader {
    private final Map<URI, Deque<Answer>> script = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    /** An answer to one request. */
    @FunctionalInterface
    interface Answer {
        SourceResponse to(Optional<ResumePoint> resume) throws IOException;
    }

    ScriptedSource at(URI source, Answer... answers) {
        script.put(source, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** The host of every request, and the offset it went on from. */
    List<String> requests() {
        return requests;
    }

    @Override
    public SourceResponse open(URI source, Optional<ResumePoint> resume) throws IOException {
        requests.add(
                source.getHost() + resume.map(point -> "@" + point.offset()).orElse(""));
        Deque<Answer> answers = script.get(source);
        return (answers.size() > 1 ? answers.remove() : answers.element()).to(resume);
    }

    /** The whole item, or the rest of it where asked for. */
    static Answer whole(byte[] item, String etag) {
        return resume -> resume.isPresent() && resume.get().etag().equals(etag)
                ? rest(item, etag, Math.toIntExact(resume.get().offset()))
                : response(200, item.length, etag, new ByteArrayInputStream(item));
    }

    /** As {@link #whole}, but the connection breaks before this offset of the item. */
    static Answer brokenAt(int offset, byte[] item, String etag) {
        return resume -> {
            int from = Math.toIntExact(resume.map(ResumePoint::offset).orElse(0L));
            SourceResponse good = whole(item, etag).to(resume);
            InputStream cut = new BreakingStream(Arrays.copyOfRange(item, from, offset));
            return new SourceResponse(
                    good.status(), good.length(), good.strongEtag(), good.range(), good.retryAfter(), cut);
        };
    }

    /** The whole item, whatever part was asked for, and no validator. */
    static Answer withoutRanges(byte[] item) {
        return resume -> new SourceResponse(
                200,
                OptionalLong.of(item.length),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                new ByteArrayInputStream(item));
    }

    /** A body of unknown length. */
    static Answer chunked(byte[] body) {
        return resume -> new SourceResponse(
                200,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                new ByteArrayInputStream(body));
    }

    static Answer status(int status) {
        return status(status, Duration.ZERO);
    }

    static Answer status(int status, Duration retryAfter) {
        return resume -> new SourceResponse(
                status,
                OptionalLong.of(0),
                Optional.empty(),
                Optional.empty(),
                retryAfter,
                InputStream.nullInputStream());
    }

    /** A partial answer that claims this range. */
    static Answer partial(byte[] body, String etag, String contentRange) {
        return resume -> new SourceResponse(
                206,
                OptionalLong.of(body.length),
                Optional.of(etag),
                ContentRange.parse(contentRange),
                Duration.ZERO,
                new ByteArrayInputStream(body));
    }

    static Answer unreachable() {
        return resume -> {
            throw new IOException("connection refused");
        };
    }

    private static SourceResponse rest(byte[] item, String etag, int offset) {
        String range = "bytes " + offset + "-" + (item.length - 1) + "/" + item.length;
        return new SourceResponse(
                206,
                OptionalLong.of(item.length - offset),
                Optional.of(etag),
                ContentRange.parse(range),
                Duration.ZERO,
                new ByteArrayInputStream(item, offset, item.length - offset));
    }

    private static SourceResponse response(int status, long length, String etag, InputStream body) {
        return new SourceResponse(
                status, OptionalLong.of(length), Optional.of(etag), Optional.empty(), Duration.ZERO, body);
    }

    /** Gives its bytes, then breaks. */
    private static final class BreakingStream extends InputStream {
        private final InputStream bytes;

        BreakingStream(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            int next = bytes.read();
            if (next < 0) {
                throw new IOException("reset");
            }
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = bytes.read(target, offset, length);
            if (count < 0) {
                throw new IOException("reset");
            }
            return count;
        }
    }
}
