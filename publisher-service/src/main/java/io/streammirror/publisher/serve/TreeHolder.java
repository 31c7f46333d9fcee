package io.streammirror.publisher.serve;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The tree that requests are answered from; swapped whole, never changed. */
@Singleton
class TreeHolder {
    private final AtomicReference<@Nullable ServedTree> current = new AtomicReference<>();

    /** The newest tree, empty until the first one was loaded. */
    Optional<ServedTree> current() {
        return Optional.ofNullable(current.get());
    }

    void swap(ServedTree next) {
        current.set(next);
    }
}
