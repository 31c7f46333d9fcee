package io.streammirror.publisher.assemble;

import io.streammirror.publisher.publication.Dropped;
import io.streammirror.simplestreams.ContentId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions that a tree may list, once their bytes are stored.
 *
 * @param dropped products of it that upstream offers no more
 * @param pinned versions that an operator wants however young they are
 * @param until when time alone makes it another; empty for never
 */
public record PlannedListing(
        SortedMap<ContentId, PlannedStream> streams, Dropped dropped, Set<VersionKey> pinned, Optional<Instant> until) {
    public PlannedListing {
        pinned = Set.copyOf(pinned);
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }
}
