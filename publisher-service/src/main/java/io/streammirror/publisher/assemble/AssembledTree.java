package io.streammirror.publisher.assemble;

import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.ContentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions that a tree lists, before it has documents: whole versions whose bytes are all stored.
 *
 * @param streams only those that list something
 * @param waiting selected versions that MAAS would take and that are not listed with their present content yet
 */
public record AssembledTree(
        SortedMap<ContentId, AssembledStream> streams,
        List<WithheldVersion> withheld,
        List<LeftOutStream> leftOut,
        int waiting) {
    public AssembledTree {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
        withheld = List.copyOf(withheld);
        leftOut = List.copyOf(leftOut);
    }

    /** The same with more that is left out. */
    public AssembledTree omitting(List<WithheldVersion> versions, List<LeftOutStream> more) {
        var allVersions = new ArrayList<>(withheld);
        allVersions.addAll(versions);
        var allStreams = new ArrayList<>(leftOut);
        allStreams.addAll(more);
        return new AssembledTree(streams, allVersions, allStreams, waiting);
    }

    public boolean isEmpty() {
        return streams.isEmpty();
    }

    public Counts counts() {
        return streams.values().stream().map(AssembledStream::counts).reduce(Counts.NONE, Counts::plus);
    }
}
