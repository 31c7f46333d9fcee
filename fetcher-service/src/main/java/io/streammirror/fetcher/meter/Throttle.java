package io.streammirror.fetcher.meter;

/** Limits transfers to a bandwidth. */
@FunctionalInterface
public interface Throttle {
    /** No limit. */
    Throttle NONE = bytes -> {};

    /** Pays for bytes that were received; waits while they exceed the budget. */
    void pay(int bytes) throws InterruptedException;
}
