package io.streammirror.fetcher.transfer;

/** Holds transfers back to a budget of bytes. */
@FunctionalInterface
public interface Throttle {
    Throttle NONE = bytes -> {};

    /** Pays for bytes just received; waits while they are beyond the budget. */
    void pay(int bytes) throws InterruptedException;
}
