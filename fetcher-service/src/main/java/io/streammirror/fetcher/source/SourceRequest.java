package io.streammirror.fetcher.source;

import java.io.IOException;

/** One request to one source. */
public interface SourceRequest {
    /**
     * Sends the request, and returns with the head of the response; the caller closes it.
     *
     * @throws SourceRefusedException if the source redirects to where it may not lead
     * @throws IOException if no response comes
     */
    SourceResponse send() throws IOException;

    /** Cancels the request, from any thread and at any time: a thread that waits for the response or reads its body gets an exception. */
    void cancel();
}
