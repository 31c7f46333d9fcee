package io.streammirror.fetcher.transfer;

/** Keeps what comes from sources within the fleet's bandwidth; shared by all slots. */
@FunctionalInterface
public interface Throttle {
    /** No limit. */
    Throttle NONE = bytes -> {};

    /** Pays for bytes just received; waits while they are beyond the budget. */
    void pay(int bytes) throws InterruptedException;
}
