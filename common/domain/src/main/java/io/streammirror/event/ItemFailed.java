package io.streammirror.event;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A blob could not be fetched or stored this time.
 *
 * @param retryable whether asking again later may help; the watcher does so, with backoff
 * @param notBefore the earliest time to ask again, where upstream named one
 */
public record ItemFailed(
        Sha256 sha256,
        String reason,
        boolean retryable,
        @Nullable Instant notBefore,
        String run,
        String fetcher,
        Instant time)
        implements FetchResult {}
