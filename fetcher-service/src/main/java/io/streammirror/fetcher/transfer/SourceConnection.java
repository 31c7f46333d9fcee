package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.HostConnections.Lease;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.Span;
import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.Collection;

/**
 * A source, and the right to one connection to it.
 *
 * @param lease of the connection
 */
record SourceConnection(URI source, SourceReader reader, Lease lease) {
    SourceRequest request(Span span, Collection<MirrorName> mirrors) {
        return reader.request(source, span, mirrors);
    }
}
