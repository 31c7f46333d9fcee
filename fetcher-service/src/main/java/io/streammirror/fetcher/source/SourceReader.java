package io.streammirror.fetcher.source;

import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.Collection;

/** Requests items from their sources. */
@FunctionalInterface
public interface SourceReader {
    /**
     * Prepares a request for an item or a part of it; nothing is sent yet.
     *
     * @param mirrors the mirrors that want the item, whose credentials may be sent
     */
    SourceRequest request(URI source, RangeRequest range, Collection<MirrorName> mirrors);
}
