package io.streammirror.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body written from a buffer in slices, each of which counts as a sign of life; may be written again. */
final class BufferEntity extends AbstractHttpEntity {
    /** Small enough that a link of 10 KB/s moves one in time, large enough that the system calls do not count. */
    private static final int SLICE = 256 * 1024;

    private final ByteBuffer bytes;
    private final Runnable moved;

    BufferEntity(ByteBuffer bytes, Runnable moved) {
        // The type is a header of the request, because it is signed.
        super((String) null, null);
        this.bytes = bytes.slice();
        this.moved = moved;
    }

    @Override
    public long getContentLength() {
        return bytes.remaining();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] array = bytes.hasArray() ? bytes.array() : new byte[Math.min(SLICE, bytes.remaining())];
        for (int at = 0; at < bytes.remaining(); at += SLICE) {
            int length = Math.min(SLICE, bytes.remaining() - at);
            if (bytes.hasArray()) {
                out.write(array, bytes.arrayOffset() + at, length);
            } else {
                bytes.get(at, array, 0, length);
                out.write(array, 0, length);
            }
            moved.run();
        }
    }

    @Override
    public InputStream getContent() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(0, copy);
        return new ByteArrayInputStream(copy);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {}
}
