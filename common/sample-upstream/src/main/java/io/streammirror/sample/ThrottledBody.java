package io.streammirror.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends bytes of some content, no faster than allowed. */
final class ThrottledBody {
    private static final int CHUNK = 16 * 1024;

    private final OutputStream target;
    private final long length;
    private final long bytesPerSecond;
    private final long started = System.nanoTime();

    /**
     * @param length number of bytes to send
     * @param bytesPerSecond 0 sets no limit
     */
    ThrottledBody(OutputStream target, long length, long bytesPerSecond) {
        this.target = target;
        this.length = length;
        this.bytesPerSecond = bytesPerSecond;
    }

    void send(InputStream content) throws IOException {
        var chunk = new byte[CHUNK];
        long sent = 0;
        while (sent < length) {
            int count = content.read(chunk, 0, (int) Math.min(CHUNK, length - sent));
            if (count < 0) {
                throw new IOException("the content ends after " + sent + " of " + length + " bytes");
            }
            target.write(chunk, 0, count);
            sent += count;
            pace(sent);
        }
        target.flush();
    }

    private void pace(long sent) {
        if (bytesPerSecond <= 0) {
            return;
        }
        long due = started + TimeUnit.SECONDS.toNanos(sent) / bytesPerSecond;
        for (long wait = due - System.nanoTime();
                wait > 0 && !Thread.currentThread().isInterrupted();
                wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }
}
