package io.streammirror.fetcher.transfer;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Opens items at their sources. */
public interface SourceReader {
    /**
     * Asks for a whole item, or for its rest; the caller closes the response.
     *
     * @param resume where to go on, provided that the item is still the same there
     * @throws IOException when no answer comes
     */
    SourceResponse open(URI source, Optional<ResumePoint> resume) throws IOException, InterruptedException;

    /**
     * A place in an item at one source.
     *
     * @param etag a strong validator: bytes before and after the break belong to one representation only if it still holds
     */
    record ResumePoint(long offset, String etag) {}
}
