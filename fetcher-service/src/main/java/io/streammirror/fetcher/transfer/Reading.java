package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.SourceResponse;
import java.io.Closeable;
import java.io.IOException;

/** An answer being read, and where in the item that is. */
final class Reading implements Closeable {
    private static final int SKIP_STEP = 64 * 1024;

    private final SourceResponse response;
    private final long end;
    private long position;

    /**
     * @param position in the item, of the next byte
     * @param end in the item, after the last byte of the answer
     */
    Reading(SourceResponse response, long position, long end) {
        this.response = response;
        this.position = position;
        this.end = end;
    }

    long position() {
        return position;
    }

    boolean isAtItsEnd() {
        return position == end;
    }

    /** Whether this is an answer to an ordinary request, for all of the item. */
    boolean isWhole() {
        return response.status() == Answers.OK;
    }

    /** As {@link java.io.InputStream#read(byte[], int, int)}. */
    int read(byte[] target, int offset, int length) throws IOException {
        int count = response.body().read(target, offset, length);
        if (count > 0) {
            position += count;
        }
        return count;
    }

    /** Reads bytes that are here already, at most so many at a time; their count, or -1 at the end. */
    int skip(long most) throws IOException {
        byte[] nowhere = new byte[(int) Math.min(most, SKIP_STEP)];
        return read(nowhere, 0, nowhere.length);
    }

    /** Whether nothing comes after the end, which also frees the connection for other requests. */
    boolean endsHere() {
        try {
            return response.body().read() < 0;
        } catch (IOException brokenAtTheEnd) {
            // All that was asked for is here: a connection that breaks now took nothing with it.
            return true;
        }
    }

    @Override
    public void close() {
        try {
            response.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }
}
