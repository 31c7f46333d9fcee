package io.streammirror.fetcher.download;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which source the last bytes of an item came, and in which state the item was there, for the checkpoint. Safe for concurrent
 * use. */
public final class SourceState {
    private String source = "";
    private @Nullable String validator;

    /** Records the source of the next bytes. */
    synchronized void set(URI from, Optional<String> itsValidator) {
        String name = from.toString();
        if (!name.equals(source)) {
            source = name;
            validator = null;
        }
        itsValidator.ifPresent(value -> validator = value);
    }

    /** Continues with what a checkpoint recorded; an empty validator is none. */
    public synchronized void resume(String earlierSource, String earlierValidator) {
        source = earlierSource;
        validator = earlierValidator.isEmpty() ? null : earlierValidator;
    }

    public synchronized String source() {
        return source;
    }

    public synchronized Optional<String> validator() {
        return Optional.ofNullable(validator);
    }
}
