package io.streammirror.fetcher.source;

import io.streammirror.mirror.MirrorName;
import java.net.URI;
import java.util.Collection;

/** Opens items at their sources. */
@FunctionalInterface
public interface SourceReader {
    /**
     * Prepares to ask for an item or a part of it; nothing is sent yet.
     *
     * @param mirrors who wants the item, and so whose credentials may be shown
     */
    SourceRequest request(URI source, Span span, Collection<MirrorName> mirrors);
}
