package io.streammirror.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The bytes of a blob from its pieces. It ends early where a file is too short; the hash of the blob shows that. */
final class BlobStream extends InputStream {
    private final Iterator<Range> ranges;
    private final LongConsumer progress;
    private @Nullable FileChannel channel;
    private long position;
    private long left;

    /** A piece in a file. */
    record Range(Path file, long offset, long length) {}

    /** @param progress takes the number of bytes of each step */
    BlobStream(List<Range> ranges, LongConsumer progress) {
        this.ranges = ranges.iterator();
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!ranges.hasNext()) {
                return -1;
            }
            open(ranges.next());
        }
        FileChannel from = channel;
        int read =
                from == null ? -1 : from.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)), position);
        if (read > 0) {
            position += read;
            left -= read;
            progress.accept(read);
        }
        return read;
    }

    private void open(Range range) throws IOException {
        close();
        channel = FileChannel.open(range.file(), StandardOpenOption.READ);
        position = range.offset();
        left = range.length();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
