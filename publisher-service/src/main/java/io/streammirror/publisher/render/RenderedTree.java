package io.streammirror.publisher.render;

import io.streammirror.publisher.publication.Counts;
import java.time.Instant;
import java.util.List;

/**
 * All documents of a tree, unsigned.
 *
 * @param plainIndex names plain documents
 * @param signedIndex names signed ones; to be clear-signed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the store; never compared
public record RenderedTree(Instant updated, List<RenderedStream> streams, byte[] plainIndex, byte[] signedIndex) {
    public RenderedTree {
        streams = List.copyOf(streams);
    }

    public Counts counts() {
        return streams.stream().map(RenderedStream::counts).reduce(Counts.NONE, Counts::plus);
    }
}
