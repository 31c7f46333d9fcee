package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.ContentRange;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.mirror.MirrorName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/** Sources with scripted responses: each one once, the last one for all further requests. */
final class ScriptedSource implements SourceReader {
    private final Map<URI, Deque<Answer>> script = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    /** An answer to one request. */
    @FunctionalInterface
    interface Answer {
        SourceResponse to(RangeRequest range) throws IOException;
    }

    ScriptedSource at(URI source, Answer... answers) {
        script.put(source, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    /** The host of every request, and what part it asked for. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public SourceRequest request(URI source, RangeRequest range, Collection<MirrorName> mirrors) {
        return new SourceRequest() {
            @Override
            public SourceResponse send() throws IOException {
                return next(source, range).to(range);
            }

            @Override
            public void cancel() {
                // What is scripted is there at once.
            }
        };
    }

    private synchronized Answer next(URI source, RangeRequest range) {
        String part = range.isWhole()
                ? ""
                : "@" + range.first()
                        + (range.last().isPresent() ? "-" + range.last().getAsLong() : "");
        requests.add(source.getHost() + part);
        Deque<Answer> answers = script.get(source);
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    /** The whole item, or the part of it that was asked for. */
    static Answer whole(byte[] item, String etag) {
        return range -> !range.isWhole()
                ? part(item, etag, range)
                : response(200, item.length, etag, new ByteArrayInputStream(item));
    }

    /** As {@link #whole}, but the connection breaks before this offset of the item. */
    static Answer brokenAt(int offset, byte[] item, String etag) {
        return range -> {
            int from = Math.toIntExact(range.first());
            SourceResponse good = whole(item, etag).to(range);
            InputStream cut = new BreakingStream(Arrays.copyOfRange(item, from, offset));
            return good.withBody(cut);
        };
    }

    /** The whole item, whatever part was asked for, and no validator. */
    static Answer withoutRanges(byte[] item) {
        return range -> new SourceResponse(
                200,
                OptionalLong.of(item.length),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                new ByteArrayInputStream(item));
    }

    /** A body of unknown length. */
    static Answer chunked(byte[] body) {
        return range -> new SourceResponse(
                200,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                new ByteArrayInputStream(body));
    }

    static Answer status(int status) {
        return status(status, Duration.ZERO);
    }

    static Answer status(int status, Duration retryAfter) {
        return range -> new SourceResponse(
                status,
                OptionalLong.of(0),
                Optional.empty(),
                Optional.empty(),
                retryAfter,
                Optional.empty(),
                false,
                InputStream.nullInputStream());
    }

    /** A partial answer that claims this range. */
    static Answer partial(byte[] body, String etag, String contentRange) {
        return range -> new SourceResponse(
                206,
                OptionalLong.of(body.length),
                Optional.of(etag),
                ContentRange.parse(contentRange),
                Duration.ZERO,
                Optional.empty(),
                false,
                new ByteArrayInputStream(body));
    }

    /** The item compressed by gzip; a range of it is one of the compressed bytes. */
    static Answer gzipped(byte[] item) {
        byte[] packed = gzip(item);
        return range -> {
            SourceResponse plain = whole(packed, "\"gz\"").to(range);
            return new SourceResponse(
                    plain.status(),
                    plain.length(),
                    plain.validator(),
                    plain.range(),
                    plain.retryAfter(),
                    Optional.of("gzip"),
                    false,
                    plain.body());
        };
    }

    /** The item with a label of this coding. */
    static Answer labelled(byte[] item, String encoding) {
        return range -> {
            SourceResponse plain = whole(item, "\"1\"").to(range);
            return new SourceResponse(
                    plain.status(),
                    plain.length(),
                    plain.validator(),
                    plain.range(),
                    plain.retryAfter(),
                    Optional.of(encoding),
                    false,
                    plain.body());
        };
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Answer unreachable() {
        return range -> {
            throw new IOException("connection refused");
        };
    }

    private static SourceResponse part(byte[] item, String etag, RangeRequest range) {
        int first = Math.toIntExact(range.first());
        int last = Math.toIntExact(range.last().orElse(item.length - 1));
        return new SourceResponse(
                206,
                OptionalLong.of(last - first + 1),
                Optional.of(etag),
                ContentRange.parse("bytes " + first + "-" + last + "/" + item.length),
                Duration.ZERO,
                Optional.empty(),
                false,
                new ByteArrayInputStream(item, first, last - first + 1));
    }

    private static SourceResponse response(int status, long length, String etag, InputStream body) {
        return new SourceResponse(
                status,
                OptionalLong.of(length),
                Optional.of(etag),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                body);
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
