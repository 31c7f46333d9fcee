package io.streammirror.fetcher.queue;

import io.streammirror.events.ItemRequested;

/** The work behind the queue. */
public interface RequestHandler {
    /**
     * Works on a request until its result is reported, whatever that is.
     *
     * @throws InterruptedException when interrupted, because the record was lost or the fetcher ends
     */
    void handle(ItemRequested request) throws InterruptedException;

    /** Reports that nobody will work on a request, and why. */
    void giveUp(ItemRequested request, String reason) throws InterruptedException;
}
