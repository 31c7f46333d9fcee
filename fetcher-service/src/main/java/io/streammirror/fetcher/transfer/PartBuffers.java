package io.streammirror.fetcher.transfer;

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
 * The memory that item bytes may take in this process, shared by all slots: what is lent and what is kept for reuse
 * together. Whoever finds none left waits, and so does the socket it reads from: memory depends on this limit only, never on the
 * size of items.
 *
 * <p>A buffer is taken before the part that it is for is chosen, and always for the first one that is left ({@link PartLedger}): whatever
 * waits in memory for an earlier part waits for one that has its buffer already, so waiting always ends.
 */
public final class PartBuffers {
    /** Counted in these, because a semaphore counts to two thousand million only. */
    private static final int UNIT = 1024;

    private static final int LITTLE = PartSize.DEFAULT / 16;

    private final int capacity;
    private final Semaphore units;
    private final Queue<byte[]> spare = new ArrayDeque<>();

    /**
     * @param bytes the limit; less than one part counts as one part
     */
    public PartBuffers(long bytes) {
        this.capacity = Math.toIntExact(Math.max(bytes, PartSize.DEFAULT) / UNIT);
        // Fair, so that a slot whose store is fast cannot starve the others.
        this.units = new Semaphore(capacity, true);
    }

    /** A buffer of exactly this many bytes, if there is room within this time; the caller closes it. */
    Optional<PartBuffer> acquire(int size, Duration patience) throws InterruptedException {
        // A part larger than the whole limit has it to itself.
        int taken = Math.min(units(size), capacity);
        // Little does not queue behind those who wait for a whole part: under a tight budget that can take minutes.
        boolean lent = (size <= LITTLE && units.tryAcquire(taken))
                || units.tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (!lent) {
            return Optional.empty();
        }
        byte[] reused = reuse(size);
        return Optional.of(new PartBuffer(reused == null ? new byte[size] : reused, taken));
    }

    /**
     * How many parts of one item may be in memory at a time: all but a fifth. What is left is for items that come later, and the parts in
     * memory are what is lost with the process.
     *
     * @param partSize bytes
     */
    int forOneItem(int partSize) {
        int all = Math.max(1, capacity / units(partSize));
        return all - all / 5;
    }

    /** Bytes in use now. */
    public long used() {
        return (long) (capacity - units.availablePermits()) * UNIT;
    }

    /** Bytes in use or kept for reuse. */
    synchronized long held() {
        return used() + (long) spare.size() * PartSize.DEFAULT;
    }

    /** A spare that fits, if any; those that the room left does not cover are forgotten before anything new is allocated. */
    private synchronized byte @Nullable [] reuse(int size) {
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
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    /**
     * Room for one part, given back when all who hold it have closed it; who takes it has one hold. Then it lets go of the bytes: they are
     * somebody else's, or garbage, however long it is remembered itself.
     */
    final class PartBuffer implements AutoCloseable {
        private volatile @Nullable ByteBuffer bytes;
        private final int taken;
        private final AtomicInteger holds = new AtomicInteger(1);
        private volatile Runnable whenGivenBack = () -> {};

        private PartBuffer(byte[] array, int taken) {
            this.bytes = ByteBuffer.wrap(array);
            this.taken = taken;
        }

        /** @throws IllegalStateException when it was given back */
        ByteBuffer bytes() {
            ByteBuffer here = bytes;
            if (here == null) {
                throw new IllegalStateException("a part buffer was used after it was given back");
            }
            return here;
        }

        /** What backs the bytes, from its first one. */
        byte[] array() {
            return bytes().array();
        }

        /** Has this run when the last hold was closed. */
        void whenGivenBack(Runnable told) {
            whenGivenBack = told;
        }

        /** One more who reads it and closes it. */
        PartBuffer share() {
            holds.incrementAndGet();
            return this;
        }

        /** To be called once for each hold. */
        @Override
        public void close() {
            int left = holds.decrementAndGet();
            if (left == 0) {
                byte[] array = array();
                bytes = null;
                takeBack(array, taken);
                whenGivenBack.run();
            } else if (left < 0) {
                throw new IllegalStateException("a part buffer was closed too often");
            }
        }
    }
}
