package io.streammirror.fetcher.source;

import java.io.IOException;

/** One question to one source. */
public interface SourceRequest {
    /**
     * Asks, and returns with the head of the answer; the caller closes it.
     *
     * @throws SourceRefusedException when the source leads where we do not follow
     * @throws IOException when no answer comes
     */
    SourceResponse send() throws IOException;

    /** Gives the request up, from any thread and at any time: whoever waits for its answer or reads its body gets an exception. */
    void cancel();
}
