package io.streammirror.fetcher.download;

import io.streammirror.fetcher.source.SourceResponse;
import java.io.Closeable;
import java.io.IOException;

/** Reads the body of a response, and knows the position in the item. */
final class ResponseReader implements Closeable {
    private static final int SKIP_BYTES = 64 * 1024;

    private final SourceResponse response;
    private final long end;
    private long position;

    /**
     * @param position offset in the item of the body's first byte
     * @param end offset in the item after the body's last byte
     */
    ResponseReader(SourceResponse response, long position, long end) {
        this.response = response;
        this.position = position;
        this.end = end;
    }

    long position() {
        return position;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** Whether this is a response with all of the item. */
    boolean isWhole() {
        return response.status() == ResponseClassifier.OK;
    }

    /** As {@link java.io.InputStream#read(byte[], int, int)}. */
    int read(byte[] target, int offset, int length) throws IOException {
        int count = response.body().read(target, offset, length);
        if (count > 0) {
            position += count;
        }
        return count;
    }

    /** Reads and drops bytes, at most this many; returns their count, or -1 at the end. */
    int skip(long max) throws IOException {
        byte[] dropped = new byte[(int) Math.min(max, SKIP_BYTES)];
        return read(dropped, 0, dropped.length);
    }

    /** Whether the body ends at {@code end}; reading its end also frees the connection for other requests. */
    boolean endsHere() {
        try {
            return response.body().read() < 0;
        } catch (IOException brokenAtTheEnd) {
            // All requested bytes are here, so a broken connection does no harm now.
            return true;
        }
    }

    @Override
    public void close() {
        try {
            response.close();
        } catch (IOException e) {
            // The connection is discarded in any case.
        }
    }
}
