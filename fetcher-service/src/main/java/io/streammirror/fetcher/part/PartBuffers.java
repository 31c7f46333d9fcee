package io.streammirror.fetcher.part;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The memory for item bytes in this process, shared by all slots: buffers in use and buffers kept for reuse together. A
 * caller that finds no memory waits, and so does the socket that it reads from, so memory never depends on the size of
 * items.
 *
 * <p>A buffer is taken before its part is chosen, and always for the first part that is left. A part that waits in
 * memory for an earlier one therefore waits for a part that already has its buffer, so waiting always ends.
 */
public final class PartBuffers {
    /** The unit of the semaphore, which counts to two thousand million only. */
    private static final int UNIT_BYTES = 1024;

    private static final int MAX_UNQUEUED = PartSize.DEFAULT / 16;

    private final int capacity;
    private final Semaphore units;
    private final Queue<byte[]> spare = new ArrayDeque<>();
    private boolean wasAcquired;
    private boolean hasGarbage;

    /**
     * @param bytes the limit; at least one part
     */
    public PartBuffers(long bytes) {
        this.capacity = Math.toIntExact(Math.max(bytes, PartSize.DEFAULT) / UNIT_BYTES);
        // Fair, so that a slot with a fast store cannot starve the others.
        this.units = new Semaphore(capacity, true);
    }

    /** A buffer of exactly this many bytes, if there is room within this time; the caller closes it. */
    public Optional<PartBuffer> acquire(int size, Duration timeout) throws InterruptedException {
        // A part larger than the whole limit gets all of it.
        int taken = Math.min(units(size), capacity);
        // Small buffers do not queue behind whole parts: with a tight budget that can take minutes.
        boolean acquired = (size <= MAX_UNQUEUED && units.tryAcquire(taken))
                || units.tryAcquire(taken, timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (!acquired) {
            return Optional.empty();
        }
        byte[] reused = reuse(size);
        return Optional.of(new PartBuffer(reused == null ? new byte[size] : reused, taken));
    }

    /**
     * How many parts of one item may be in memory at a time: four fifths. The rest is for other items, and parts in
     * memory are lost with the process.
     *
     * @param partSize bytes
     */
    public int forOneItem(int partSize) {
        int all = Math.max(1, capacity / units(partSize));
        return all - all / 5;
    }

    /** Bytes in use now. */
    public long used() {
        return (long) (capacity - units.availablePermits()) * UNIT_BYTES;
    }

    /** Drops all buffers if none is used and none was acquired since the last call; whether there is something to collect. */
    public synchronized boolean dropUnused() {
        boolean unused = hasGarbage && !wasAcquired && used() == 0;
        wasAcquired = false;
        if (unused) {
            hasGarbage = false;
            spare.clear();
        }
        return unused;
    }

    /** Bytes in use or kept for reuse. */
    synchronized long allocated() {
        return used() + (long) spare.size() * PartSize.DEFAULT;
    }

    /** A spare buffer that fits. Spares beyond the free room are dropped before anything new is allocated. */
    private synchronized byte @Nullable [] reuse(int size) {
        wasAcquired = true;
        hasGarbage = true;
        byte[] reused = size == PartSize.DEFAULT ? spare.poll() : null;
        while (spare.size() * units(PartSize.DEFAULT) > units.availablePermits()) {
            spare.remove();
        }
        return reused;
    }

    private synchronized void takeBack(byte[] array, int taken) {
        if (array.length == PartSize.DEFAULT) {
            spare.add(array);
        }
        units.release(taken);
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }

    /**
     * Memory for one part with a reference count; the caller that acquired it has one reference. After the last
     * reference is closed the buffer does not keep the bytes reachable.
     */
    public final class PartBuffer implements AutoCloseable {
        private volatile @Nullable ByteBuffer bytes;
        private final int taken;
        private final AtomicInteger references = new AtomicInteger(1);
        private volatile Runnable afterRelease = () -> {};

        private PartBuffer(byte[] array, int taken) {
            this.bytes = ByteBuffer.wrap(array);
            this.taken = taken;
        }

        /**
         * The bytes, with the position after those that are filled.
         *
         * @throws IllegalStateException if the last reference was closed
         */
        public ByteBuffer bytes() {
            ByteBuffer current = bytes;
            if (current == null) {
                throw new IllegalStateException("a part buffer was used after it was released");
            }
            return current;
        }

        /** The array behind the bytes, from its first element. */
        public byte[] array() {
            return bytes().array();
        }

        /** Runs this after the last reference was closed. */
        public void afterRelease(Runnable action) {
            afterRelease = action;
        }

        /** Adds a reference for another reader, who closes it. */
        public PartBuffer retain() {
            references.incrementAndGet();
            return this;
        }

        /** Closes one reference. */
        @Override
        public void close() {
            int left = references.decrementAndGet();
            if (left == 0) {
                byte[] array = array();
                bytes = null;
                takeBack(array, taken);
                afterRelease.run();
            } else if (left < 0) {
                throw new IllegalStateException("a part buffer was closed too often");
            }
        }
    }
}
