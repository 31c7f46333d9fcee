package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one mirror serves: what is live, and behind it what was live until a little while ago.
 *
 * @param base where it is served, without a slash at the end
 * @param known false until the store has answered what is live
 * @param superseded newest first
 */
record MirrorTree(
        MirrorName name,
        String base,
        boolean known,
        Optional<ServedPublication> live,
        List<SupersededTree> superseded) {
    MirrorTree {
        superseded = List.copyOf(superseded);
    }

    static MirrorTree unknown(MirrorName name, String base) {
        return new MirrorTree(name, base, false, Optional.empty(), List.of());
    }

    Optional<ServedFile> find(String path, Instant now) {
        Optional<ServedFile> found = live.flatMap(
                publication -> Optional.ofNullable(publication.files().get(path)));
        return found.isPresent()
                ? found
                : superseded.stream()
                        .filter(tree -> now.isBefore(tree.until()))
                        .flatMap(tree ->
                                Optional.ofNullable(tree.publication().files().get(path)).stream())
                        .findFirst();
    }

    /** The entries of a directory of the live tree, for people; empty when there is no such directory. */
    Optional<Directory> directory(String prefix) {
        return live.flatMap(publication -> Directory.of(publication.files(), prefix));
    }
}
