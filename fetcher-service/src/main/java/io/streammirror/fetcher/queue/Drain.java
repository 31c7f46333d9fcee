package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of the fetcher as its slots see it: take nothing new, finish what is short, hand back the rest. */
final class Drain {
    private final Duration patience;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long since;

    /**
     * @param patience how long work may go on once the end has begun
     */
    Drain(Duration patience) {
        this.patience = patience;
    }

    void begin() {
        since = System.nanoTime();
        begun.countDown();
    }

    boolean begun() {
        return begun.getCount() == 0;
    }

    boolean overdue() {
        return begun() && System.nanoTime() - since >= patience.toNanos();
    }

    /** Waits, but not beyond the beginning of the end. */
    void await(Duration duration) throws InterruptedException {
        begun.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
