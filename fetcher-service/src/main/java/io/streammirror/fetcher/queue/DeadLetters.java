package io.streammirror.fetcher.queue;

/** Where records go that cannot be processed. */
@FunctionalInterface
public interface DeadLetters {
    /** Publishes the record with the reason for an operator; returns after the broker has it. */
    void publish(Delivery delivery, String reason) throws InterruptedException;
}
