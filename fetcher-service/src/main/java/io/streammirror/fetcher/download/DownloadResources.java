package io.streammirror.fetcher.download;

import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceReader;
import java.util.concurrent.Executor;

/**
 * Shared by all downloads of a fetcher.
 *
 * @param workers runs one task per connection; unbounded, because {@code connections} is bounded
 */
public record DownloadResources(SourceReader reader, HostConnections connections, Executor workers) {}
