package io.streammirror.fetcher.transfer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts and pays for the bytes of one transfer, whatever connection they come over. */
final class TransferMeter {
    private final Throttle throttle;
    private final TransferObserver observer;
    private final AtomicLong transferred = new AtomicLong();
    private final LongAdder heldBack = new LongAdder();

    TransferMeter(Throttle throttle, TransferObserver observer) {
        this.throttle = throttle;
        this.observer = observer;
    }

    /** Bytes of the item came; waits while they are beyond the budget. */
    void received(int bytes) throws InterruptedException {
        observer.received(bytes);
        pay(bytes);
    }

    /** Bytes came that are of no use. */
    void wasted(int bytes) throws InterruptedException {
        pay(bytes);
    }

    private void pay(int bytes) throws InterruptedException {
        transferred.addAndGet(bytes);
        long start = System.nanoTime();
        throttle.pay(bytes);
        heldBack.add(System.nanoTime() - start);
    }

    /** One of several connections broke. */
    void retrying(RetryCause cause) {
        observer.retrying(cause);
    }

    /** Bytes that came from sources, given up ones included. */
    long transferred() {
        return transferred.get();
    }

    /** Nanoseconds for which the budget held connections back, all of them added up. */
    long heldBack() {
        return heldBack.sum();
    }
}
