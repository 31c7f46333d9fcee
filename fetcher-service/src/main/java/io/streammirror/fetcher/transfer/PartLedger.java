package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of an item are still to be read. Always gives out the first that is left, and only with a buffer to read it into: parts are
 * hashed in order, and one that nobody could fill would keep all later ones in memory for ever.
 */
final class PartLedger {
    /** A lane that waits for memory looks this often whether a part came back, whose buffer may be the one all wait for. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final PartPlan plan;
    private final PartBuffers buffers;

    /** For parts of this item in memory; who takes a buffer takes room first, and the buffer gives it back. */
    private final Semaphore room;

    private final TreeMap<Integer, OpenPart> givenBack = new TreeMap<>();
    private int next;
    private boolean closed;

    /**
     * @param first the first part that is wanted; those before it are stored
     */
    PartLedger(PartPlan plan, PartBuffers buffers, int first) {
        this.plan = plan;
        this.buffers = buffers;
        this.room = new Semaphore(buffers.forOneItem(plan.partSize()));
        this.next = first;
    }

    /** A part in somebody's hands: the bytes read so far are before the buffer's position. */
    record OpenPart(int index, PartBuffer buffer) {
        int filled() {
            return buffer.bytes().position();
        }

        boolean isFull() {
            return !buffer.bytes().hasRemaining();
        }
    }

    /** The first part that is left, waiting for memory; empty when none is. */
    Optional<OpenPart> claim() throws InterruptedException {
        while (hasWork()) {
            Optional<OpenPart> part = tryClaim(LOOK);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /** The first part that is left; empty when none is, or no memory for it now, or the item does not get room soon. */
    Optional<OpenPart> tryClaim() throws InterruptedException {
        return tryClaim(Duration.ZERO);
    }

    private Optional<OpenPart> tryClaim(Duration patience) throws InterruptedException {
        OpenPart back = takeGivenBack();
        if (back != null) {
            return Optional.of(back);
        }
        if (!hasWork()) {
            return Optional.empty();
        }
        // Our own parts make room by themselves, and soon; memory that others have may not come back for long.
        if (!room.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        return acquire(patience).flatMap(this::claimInto);
    }

    private Optional<PartBuffer> acquire(Duration patience) throws InterruptedException {
        Optional<PartBuffer> buffer = Optional.empty();
        try {
            buffer = buffers.acquire(lengthOfNext(), patience);
            buffer.ifPresent(lent -> lent.whenGivenBack(room::release));
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

    /** Another lane may have been faster: then the buffer is for a later part, which is never longer, or for none. */
    private synchronized Optional<OpenPart> claimInto(PartBuffer buffer) {
        OpenPart back = takeGivenBack();
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

    /** For somebody else to go on with, from where it is. */
    synchronized void giveBack(OpenPart part) {
        if (closed) {
            part.buffer().close();
        } else {
            givenBack.put(part.index(), part);
        }
    }

    /** Whether a part is left that nobody has. */
    boolean hasWork() {
        return hasWork(1);
    }

    /** Whether at least so many parts are left that nobody has. */
    synchronized boolean hasWork(int parts) {
        return !closed && plan.count() - next + givenBack.size() >= parts;
    }

    /** Forgets what was given back; what comes back later is let go at once. */
    synchronized void close() {
        closed = true;
        givenBack.values().forEach(part -> part.buffer().close());
        givenBack.clear();
    }

    private synchronized @Nullable OpenPart takeGivenBack() {
        var first = givenBack.pollFirstEntry();
        return first == null ? null : first.getValue();
    }
}
