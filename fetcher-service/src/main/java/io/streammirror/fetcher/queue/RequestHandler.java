package io.streammirror.fetcher.queue;

import io.streammirror.event.ItemRequested;

/** The work behind the queue. */
public interface RequestHandler {
    /**
     * Works on a request until its result, whatever it is, has been sent.
     *
     * @param again whether another worker had it before and may have fulfilled it
     * @return the result's way to the broker; the record may be acknowledged only after it has arrived
     * @throws InterruptedException if interrupted, because the record was lost or the fetcher shuts down
     */
    PendingResult handle(ItemRequested request, boolean again) throws InterruptedException;

    /** Publishes that no worker will work on a request, and why. */
    PendingResult giveUp(ItemRequested request, String reason) throws InterruptedException;

    /** A message on its way to the broker. */
    @FunctionalInterface
    interface PendingResult {
        /** No message was sent. */
        PendingResult NONE = () -> {};

        /** Returns after the broker has the message. */
        void await() throws InterruptedException;
    }
}
