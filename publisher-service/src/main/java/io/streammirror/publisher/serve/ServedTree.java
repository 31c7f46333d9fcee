package io.streammirror.publisher.serve;

import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All mirrors at one moment, immutable and in memory: a request sees one of these from beginning to end.
 *
 * @param sequence of the log entry that it shows
 * @param documents bytes of documents by their hash: of everything live, and of superseded ones while there is room
 */
record ServedTree(long sequence, List<MirrorTree> mirrors, Map<Sha256, InMemory> documents) {
    ServedTree {
        mirrors = List.copyOf(mirrors);
        documents = Map.copyOf(documents);
    }

    /** The mirror whose tree this path may be in; paths of mirrors are never nested. */
    Optional<MirrorTree> mirrorOf(RequestPath path) {
        return mirrors.stream()
                .filter(mirror -> path.value().equals(mirror.base())
                        || path.below(mirror.base()).isPresent())
                .findFirst();
    }

    /** Whether there is something to answer from: one broken mirror must not keep the others from clients. */
    boolean isServable() {
        return mirrors.isEmpty() || mirrors.stream().anyMatch(MirrorTree::known);
    }
}
