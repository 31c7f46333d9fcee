package io.streammirror.upstream;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the bytes of upstream documents that a process holds at a time, over all mirrors and all streams.
 *
 * <p>Readings never wait for each other in a circle: only the oldest one waits for memory, any other one fails and is tried again later.
 */
public final class DocumentMemory {
    /** Beyond the time that a decision on a reading takes. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final long total;
    private final Set<Reservation> open = new LinkedHashSet<>();
    private long used;

    /**
     * @param total bytes of documents as received and unpacked; a document in all its forms takes several times as much
     */
    public DocumentMemory(long total) {
        this.total = total;
    }

    /** The share of this process's heap that documents may take. */
    public static DocumentMemory ofThisProcess() {
        return new DocumentMemory(DocumentLimits.share(Runtime.getRuntime().maxMemory()));
    }

    /** Begins one reading; close it when its documents are no longer held. */
    public synchronized Reservation open() {
        var reservation = new Reservation();
        open.add(reservation);
        return reservation;
    }

    /** The memory of one reading; used by one thread. */
    public final class Reservation implements AutoCloseable {
        private long held;

        private Reservation() {}

        /**
         * Takes memory before bytes are kept.
         *
         * @param what is named in messages
         * @throws UpstreamException.Refused when this reading alone would take more than there is
         * @throws UpstreamException.Unreachable when other readings hold the memory at present
         */
        public void take(String what, long bytes) {
            DocumentMemory.this.take(this, what, bytes);
        }

        /** Gives back what was taken since the reading held so much. */
        public void shrinkTo(long earlier) {
            release(held - earlier, this);
        }

        /** The bytes that this reading has taken. */
        public long used() {
            return held;
        }

        @Override
        public void close() {
            end(this);
        }
    }

    private synchronized void take(Reservation reservation, String what, long bytes) {
        if (reservation.held + bytes > total) {
            throw new UpstreamException.Refused(what + " does not fit into the " + total
                    + " bytes that this process has for documents of one upstream; give it more memory (-Xmx)");
        }
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (used + bytes > total) {
            boolean oldest = open.iterator().next() == reservation;
            long left = (end - System.nanoTime()) / 1_000_000;
            if (!oldest || left <= 0) {
                throw new UpstreamException.Unreachable(
                        what + " is read later: documents of other mirrors take the memory of this process at present");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UpstreamException.Unreachable(what + " was not read: interrupted", e);
            }
        }
        used += bytes;
        reservation.held += bytes;
    }

    private synchronized void release(long bytes, Reservation reservation) {
        used -= bytes;
        reservation.held -= bytes;
        notifyAll();
    }

    private synchronized void end(Reservation reservation) {
        if (open.remove(reservation)) {
            release(reservation.held, reservation);
        }
    }
}
