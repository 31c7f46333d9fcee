package io.streammirror.publisher.serve;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The tree that requests are answered from; swapped whole, never changed. */
@Singleton
public class TreeHolder {
    private final AtomicReference<@Nullable ServedTree> current = new AtomicReference<>();

    /** The newest tree, empty until the first one was loaded. */
    Optional<ServedTree> current() {
        return Optional.ofNullable(current.get());
    }

    /** Which publication of a mirror clients get as the live one; empty when none, or when that is not known yet. */
    public Optional<Sha256> served(MirrorName mirror) {
        return current().stream()
                .flatMap(tree -> tree.mirrors().stream())
                .filter(tree -> tree.name().equals(mirror))
                .flatMap(tree -> tree.live().stream())
                .map(ServedPublication::id)
                .findFirst();
    }

    /** Serves another tree from now on, and gives up the documents that only the one before has. */
    void swap(ServedTree next) {
        ServedTree before = current.getAndSet(next);
        if (before != null) {
            before.documents().forEach((sha256, bytes) -> {
                if (next.documents().get(sha256) != bytes) {
                    bytes.release();
                }
            });
        }
    }
}
