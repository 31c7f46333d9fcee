package io.streammirror.publisher.serve;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The tree that requests are answered from; swapped whole, never changed. */
@Singleton
class TreeHolder {
    private final AtomicReference<Optional<ServedTree>> current = new AtomicReference<>(Optional.empty());

    /** The newest tree, empty until the first one was loaded. */
    Optional<ServedTree> current() {
        return current.get();
    }

    void swap(ServedTree next) {
        current.set(Optional.of(next));
    }
}
