package io.streammirror.event;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * A blob is in the store, with the size and digests that were asked for.
 *
 * @param transferred bytes that came from upstream for it; 0 when it was there already
 */
public record ItemStored(Sha256 sha256, long size, long transferred, String run, String fetcher, Instant time)
        implements FetchResult {}
