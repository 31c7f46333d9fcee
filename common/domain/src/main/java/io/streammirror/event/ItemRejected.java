package io.streammirror.event;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * Upstream's bytes are not what its document says; asking again for the same will not help until upstream changes.
 *
 * @param reason for people: what was expected and what came
 */
public record ItemRejected(Sha256 sha256, String reason, String run, String fetcher, Instant time)
        implements FetchResult {}
