package io.streammirror.fetcher.budget;

import java.util.concurrent.locks.Condition;

/** Monotonic time, and waiting in it. */
interface Ticker {
    /** The monotonic time of this machine. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops
        public void await(Condition change, long nanos) throws InterruptedException {
            change.awaitNanos(nanos);
        }
    };

    /** Nanoseconds since an arbitrary moment; only differences have a meaning. */
    long nanos();

    /** As {@link Condition#awaitNanos}: the caller holds the lock of the condition, and loops because of spurious wakeups. */
    void await(Condition change, long nanos) throws InterruptedException;
}
