package io.streammirror.publisher.readers;

import io.streammirror.api.ReaderReport;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes requests from all event loops without a lock, and passes them to the table later.
 *
 * <p>At most about {@value #MAX_WAITING} wait; then the one that comes next passes them on itself.
 */
public final class ReaderIntake {
    static final int MAX_WAITING = 5_000;

    /** Published paths have up to 900 characters below that of their mirror. */
    private static final int MAX_PATH = 1_200;

    private final ReaderTable table;
    private final Queue<ReaderRequest> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    public ReaderIntake(ReaderTable table) {
        this.table = table;
    }

    /** Notes a request that was answered. */
    public void offer(ReaderRequest request) {
        if (request.path().length() > MAX_PATH) {
            return;
        }
        waiting.add(request);
        if (count.incrementAndGet() > MAX_WAITING) {
            drain();
        }
    }

    /** Passes on what waits. */
    public synchronized void drain() {
        ReaderRequest next = waiting.poll();
        while (next != null) {
            count.decrementAndGet();
            table.observe(next);
            next = waiting.poll();
        }
    }

    /** All readers, up to the last request. */
    public ReaderReport report(Instant now) {
        drain();
        return table.report(now);
    }
}
