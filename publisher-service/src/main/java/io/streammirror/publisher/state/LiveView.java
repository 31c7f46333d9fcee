package io.streammirror.publisher.state;

import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The publication that is live.
 *
 * @param catalog the revision it was assembled from
 * @param sequence of the log entry that switched to it
 * @param signer fingerprint of the key that signed it
 * @param dropped how many of its products upstream offers no more
 */
public record LiveView(
        Sha256 id, Sha256 catalog, Instant updated, long sequence, String signer, Counts counts, int dropped) {}
