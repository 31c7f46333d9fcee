package io.streammirror.fetcher.download;

import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.fetcher.part.PartPlan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an item that are still to be read. It always hands out the first one, and only with a buffer: parts are
 * hashed in order, and a part that cannot be filled would keep all later ones in memory. Safe for concurrent use.
 */
public final class PartQueue {
    /** How often a connection that waits for memory checks for a returned part, whose buffer may be the one that all wait for. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final PartPlan plan;
    private final PartBuffers buffers;
    /** Limits the parts of this item in memory; acquired before a buffer, and released with it. */
    private final Semaphore room;

    private final TreeMap<Integer, OpenPart> returned = new TreeMap<>();
    private int next;
    private boolean closed;

    /**
     * @param first the first wanted part; those before it are stored
     */
    public PartQueue(PartPlan plan, PartBuffers buffers, int first) {
        this.plan = plan;
        this.buffers = buffers;
        this.room = new Semaphore(buffers.forOneItem(plan.partSize()));
        this.next = first;
    }

    /** A part that one connection fills: the bytes read so far are before the buffer's position. */
    public record OpenPart(int index, PartBuffer buffer) {
        int filled() {
            return buffer.bytes().position();
        }

        boolean isFull() {
            return !buffer.bytes().hasRemaining();
        }
    }

    /** The first part that is left, waiting for memory; empty if none is left. */
    Optional<OpenPart> take() throws InterruptedException {
        while (hasWork(1)) {
            Optional<OpenPart> part = poll(POLL);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /** The first part that is left; empty if none is left, if there is no memory now, or if the item gets no room soon. */
    Optional<OpenPart> poll() throws InterruptedException {
        return poll(Duration.ZERO);
    }

    private Optional<OpenPart> poll(Duration timeout) throws InterruptedException {
        OpenPart back = pollReturned();
        if (back != null) {
            return Optional.of(back);
        }
        if (!hasWork(1)) {
            return Optional.empty();
        }
        // Our own parts soon make room by themselves; memory of other items may not come back for long.
        if (!room.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        return acquire(timeout).flatMap(this::open);
    }

    private Optional<PartBuffer> acquire(Duration timeout) throws InterruptedException {
        Optional<PartBuffer> buffer = Optional.empty();
        try {
            buffer = buffers.acquire(lengthOfNext(), timeout);
            buffer.ifPresent(acquired -> acquired.afterRelease(room::release));
            return buffer;
        } finally {
            if (buffer.isEmpty()) {
                room.release();
            }
        }
    }

    private synchronized int lengthOfNext() {
        return plan.length(Math.min(next, plan.count() - 1));
    }

    /** Another connection may have been faster: then the buffer is for a later part, which is never longer, or for none. */
    private synchronized Optional<OpenPart> open(PartBuffer buffer) {
        OpenPart back = pollReturned();
        if (back != null || closed || next == plan.count()) {
            buffer.close();
            return Optional.ofNullable(back);
        }
        ByteBuffer bytes = buffer.bytes();
        bytes.limit(plan.length(next));
        var part = new OpenPart(next, buffer);
        next++;
        return Optional.of(part);
    }

    /** Returns a part with the bytes so far, for another connection. */
    synchronized void giveBack(OpenPart part) {
        if (closed) {
            part.buffer().close();
        } else {
            returned.put(part.index(), part);
        }
    }

    /** Whether at least this many parts are left that no connection reads. */
    synchronized boolean hasWork(int parts) {
        return !closed && plan.count() - next + returned.size() >= parts;
    }

    /** Bytes of the item that no connection has read yet, if none reads now. */
    public synchronized long remaining() {
        long returnedBytes = returned.values().stream()
                .mapToLong(part -> plan.length(part.index()) - part.filled())
                .sum();
        long fresh = next == plan.count() ? 0 : plan.size() - plan.start(next);
        return fresh + returnedBytes;
    }

    /** Releases all returned parts; parts that come back later are released at once. */
    public synchronized void close() {
        closed = true;
        returned.values().forEach(part -> part.buffer().close());
        returned.clear();
    }

    private synchronized @Nullable OpenPart pollReturned() {
        var first = returned.pollFirstEntry();
        return first == null ? null : first.getValue();
    }
}
