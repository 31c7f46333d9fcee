package io.streammirror.fetcher.queue;

/** Where records go that nobody can work on. */
@FunctionalInterface
public interface DeadLetters {
    /** Keeps the record with the cause, for people; returns when it is kept. */
    void bury(Delivery delivery, String cause) throws InterruptedException;
}
