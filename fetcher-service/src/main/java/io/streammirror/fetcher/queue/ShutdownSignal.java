package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The shutdown of the fetcher as its workers see it: acquire nothing new, finish short work, release the rest. Safe for concurrent use. */
final class ShutdownSignal {
    private final Duration drainTimeout;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long since;

    /**
     * @param drainTimeout how long work may continue after the shutdown has begun
     */
    ShutdownSignal(Duration drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    void begin() {
        since = System.nanoTime();
        begun.countDown();
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Whether work in progress may not continue any longer. */
    boolean isOverdue() {
        return hasBegun() && System.nanoTime() - since >= drainTimeout.toNanos();
    }

    /** Waits, but not beyond the begin of the shutdown. */
    void await(Duration duration) throws InterruptedException {
        begun.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
