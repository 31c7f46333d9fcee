package io.streammirror.fetcher.transfer;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an item's bytes came from last, and in which state the item was there. */
final class Origin {
    private String source = "";
    private @Nullable String validator;

    /** Notes whose bytes come next. */
    synchronized void set(URI from, Optional<String> itsValidator) {
        String name = from.toString();
        if (!name.equals(source)) {
            source = name;
            validator = null;
        }
        itsValidator.ifPresent(value -> validator = value);
    }

    synchronized void resume(String earlierSource, String earlierValidator) {
        source = earlierSource;
        validator = earlierValidator.isEmpty() ? null : earlierValidator;
    }

    synchronized String source() {
        return source;
    }

    synchronized Optional<String> validator() {
        return Optional.ofNullable(validator);
    }

    /**
     * What this source must still have for bytes of it to fit those we have; empty when it gave none yet, or none at all. Then the digests
     * alone tell, in the end.
     */
    synchronized Optional<String> validatorAt(URI from) {
        return from.toString().equals(source) ? Optional.ofNullable(validator) : Optional.empty();
    }
}
