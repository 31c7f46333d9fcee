package io.streammirror.cli.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Sends a range of some content, no faster than allowed, and damages it on the way when a fault says so. */
final class ResponseBody {
    private static final int CHUNK = 16 * 1024;

    private final OutputStream target;
    private final RequestedRange range;
    private final Optional<Fault> fault;
    private final long bytesPerSecond;
    private final LongConsumer counter;
    private final long started = System.nanoTime();
    private long sent;

    /**
     * @param counter hears of bytes just before they go out, so that whoever has read them finds them counted
     */
    ResponseBody(
            OutputStream target,
            RequestedRange range,
            Optional<Fault> fault,
            long bytesPerSecond,
            LongConsumer counter) {
        this.counter = counter;
        this.target = target;
        this.range = range;
        this.fault = fault;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Sends what the range spans; ends in an exception, which closes the connection, when the fault is a cut. */
    void send(InputStream content) throws IOException {
        long limit = fault.isPresent() && fault.get() instanceof Fault.Cut cut
                ? Math.min(cut.afterBytes(), range.length())
                : range.length();
        var chunk = new byte[CHUNK];
        while (sent < limit) {
            int count = content.read(chunk, 0, (int) Math.min(CHUNK, limit - sent));
            if (count < 0) {
                throw new IOException("the content is shorter than it says");
            }
            damage(chunk, count);
            counter.accept(count);
            target.write(chunk, 0, count);
            sent += count;
            pace();
        }
        target.flush();
        if (sent < range.length()) {
            throw new IOException("cut after " + sent + " bytes, as planned");
        }
    }

    private void damage(byte[] chunk, int count) {
        if (fault.isPresent() && fault.get() instanceof Fault.Corrupt corrupt) {
            long index = corrupt.offset() - range.from() - sent;
            if (index >= 0 && index < count) {
                chunk[(int) index] ^= (byte) 0xff;
            }
        }
    }

    private void pace() {
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
