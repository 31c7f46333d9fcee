package io.streammirror.fetcher.queue;

import io.streammirror.event.ItemRequested;

/** The work behind the queue. */
public interface RequestHandler {
    /**
     * Works on a request until its result, whatever that is, is on its way.
     *
     * @param again whether it was handed to somebody before, who may have fulfilled it
     * @return the result's way to the broker; the record may be settled only when it has arrived
     * @throws InterruptedException when interrupted, because the record was lost or the fetcher ends
     */
    Arrival handle(ItemRequested request, boolean again) throws InterruptedException;

    /** Reports that nobody will work on a request, and why. */
    Arrival giveUp(ItemRequested request, String reason) throws InterruptedException;

    /** A message on its way to the broker. */
    @FunctionalInterface
    interface Arrival {
        /** Nothing is on its way. */
        Arrival NOTHING_SENT = () -> {};

        /** Returns when the broker has it. */
        void await() throws InterruptedException;
    }
}
