package io.streammirror.fetcher.meter;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts and pays for the bytes of one transfer over all its connections. Safe for concurrent use. */
public final class TransferMeter {
    private final Throttle throttle;
    private final TransferObserver observer;
    private final AtomicLong transferred = new AtomicLong();
    private final LongAdder waitedNanos = new LongAdder();
    private final AtomicInteger refused = new AtomicInteger();

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
        waited(System.nanoTime() - start);
    }

    /** Counts time that the source is not to blame for: waiting for bandwidth or for the turn at a host. */
    public void waited(long nanos) {
        waitedNanos.add(nanos);
    }

    /** The source refused a request because it serves others. */
    public void refused() {
        refused.incrementAndGet();
    }

    /** How many requests the source refused because it serves others. */
    public int refusedRequests() {
        return refused.get();
    }

    public void retrying(RetryCause cause) {
        observer.retrying(cause);
    }

    /** Bytes that arrived from sources, discarded ones included. */
    public long transferred() {
        return transferred.get();
    }

    /** The time of {@link #waited}, added up over all connections. */
    public long waitedNanos() {
        return waitedNanos.sum();
    }
}
