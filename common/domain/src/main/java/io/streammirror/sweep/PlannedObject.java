package io.streammirror.sweep;

import io.streammirror.store.StoredObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * An object that is to go.
 *
 * @param modified as the store reports it; an object that was stored again since then is another one
 */
public record PlannedObject(String key, long size, Instant modified) {
    public PlannedObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(modified, "modified");
    }

    /** Whether this is still the object that was planned; HTTP has times in whole seconds. */
    public boolean isStill(StoredObject found) {
        return found.size() == size
                && found.modified() != null
                && Objects.equals(seconds(found.modified()), seconds(modified));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
