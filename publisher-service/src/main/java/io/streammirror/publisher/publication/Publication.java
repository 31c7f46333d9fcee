package io.streammirror.publisher.publication;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A whole signed tree, fixed once and for ever: which bytes lie under which path.
 *
 * @param catalog the accepted catalog it was assembled from
 * @param updated what the index says; strictly later than that of any earlier publication of the mirror
 * @param files every path that it serves: items, products documents under immutable names and under their aliases, the index
 * @param dropped what of it upstream offered no more when it was made
 * @param customStreams the streams of custom images
 * @param replaced versions of it that newer ones have replaced, and that stay listed for a while
 */
public record Publication(
        MirrorName mirror,
        Sha256 catalog,
        Instant updated,
        SortedMap<ContentId, PublishedStream> streams,
        SortedMap<ItemPath, PublishedFile> files,
        Counts counts,
        Dropped dropped,
        Set<ContentId> customStreams,
        Replaced replaced) {
    public Publication {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        customStreams = Set.copyOf(customStreams);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("a publication of mirror '" + mirror
                    + "' must have a stream: MAAS refuses a source with an empty index");
        }
    }

    /** A publication that lists no replaced version. */
    public Publication(
            MirrorName mirror,
            Sha256 catalog,
            Instant updated,
            SortedMap<ContentId, PublishedStream> streams,
            SortedMap<ItemPath, PublishedFile> files,
            Counts counts,
            Dropped dropped,
            Set<ContentId> customStreams) {
        this(mirror, catalog, updated, streams, files, counts, dropped, customStreams, Replaced.NONE);
    }

    /** The hash of the publication's own bytes. Each call computes it, so keep the result. */
    public Sha256 id() {
        return Sha256.of(PublicationCodec.encode(this));
    }
}
