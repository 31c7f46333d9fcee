package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all transfers of a fetcher share.
 *
 * @param workers run connections and the sending of parts; unbounded, because connections and buffers are bounded
 * @param leastRate bytes a second below which a transfer counts as stalled; 0 for any
 */
public record Equipment(
        ObjectStore store,
        SourceReader reader,
        HostConnections connections,
        SourceHealth health,
        PartBuffers buffers,
        Throttle throttle,
        Executor workers,
        RetryPolicy policy,
        long leastRate,
        Clock clock) {}
