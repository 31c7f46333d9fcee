package io.streammirror.fetcher.budget;

import java.util.concurrent.locks.Condition;

/** Time that never goes backwards, and waiting in it. */
interface Ticker {
    /** The time of the machine since it started. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller has the loop
        public void await(Condition change, long nanos) throws InterruptedException {
            change.awaitNanos(nanos);
        }
    };

    /** Nanoseconds since some moment; only differences have a meaning. */
    long nanos();

    /** Waits so long, or until the condition is signalled, or for no reason; the caller holds the condition's lock and looks again. */
    void await(Condition change, long nanos) throws InterruptedException;
}
