package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.download.DownloadResources;
import io.streammirror.fetcher.meter.Throttle;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.retry.RetryPolicy;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Shared by all transfers of a fetcher.
 *
 * @param workers runs connections and sends parts; unbounded, because connections and buffers are bounded
 * @param minRate bytes a second below which a transfer counts as stalled; 0 for no minimum
 */
public record FetchResources(
        ObjectStore store,
        SourceReader reader,
        HostConnections connections,
        SourceHealth health,
        PartBuffers buffers,
        Throttle throttle,
        Executor workers,
        RetryPolicy policy,
        long minRate,
        Clock clock) {
    DownloadResources download() {
        return new DownloadResources(reader, connections, workers);
    }
}
