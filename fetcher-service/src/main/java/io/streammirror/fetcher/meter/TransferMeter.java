package io.streammirror.fetcher.meter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts and pays for the bytes of one transfer over all its connections. Safe for concurrent use. */
public final class TransferMeter {
    private final Throttle throttle;
    private final TransferObserver observer;
    private final AtomicLong transferred = new AtomicLong();
    private final LongAdder throttledNanos = new LongAdder();

    public TransferMeter(Throttle throttle, TransferObserver observer) {
        this.throttle = throttle;
        this.observer = observer;
    }

    /** Counts bytes of the item; waits while they exceed the budget. */
    public void received(int bytes) throws InterruptedException {
        observer.received(bytes);
        pay(bytes);
    }

    /** Counts bytes that are of no use; waits while they exceed the budget. */
    public void wasted(int bytes) throws InterruptedException {
        pay(bytes);
    }

    private void pay(int bytes) throws InterruptedException {
        transferred.addAndGet(bytes);
        long start = System.nanoTime();
        throttle.pay(bytes);
        throttledNanos.add(System.nanoTime() - start);
    }

    public void retrying(RetryCause cause) {
        observer.retrying(cause);
    }

    /** Bytes that arrived from sources, discarded ones included. */
    public long transferred() {
        return transferred.get();
    }

    /** Nanoseconds for which the budget stopped connections, added up over all of them. */
    public long throttledNanos() {
        return throttledNanos.sum();
    }
}
