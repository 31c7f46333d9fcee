package io.streammirror.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The object under a blob's key that has other bytes than the key says.
 *
 * @param size in bytes, as stored
 * @param modified as the store reports it; null where it does not say. An object that was stored since then is another one
 * @param found when it was found
 * @param reason what was read instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DamagedBlob(
        String format, long size, @Nullable Instant modified, Instant found, String reason) {
    /** Raised only when older software could no longer read what is written. */
    static final String FORMAT = "damaged-blob:1";

    public static DamagedBlob of(StoredObject object, Instant found, String reason) {
        return new DamagedBlob(FORMAT, object.size(), object.modified(), found, reason);
    }

    /** Whether this is still the damaged object; HTTP has times in whole seconds. */
    public boolean isStill(StoredObject object) {
        return object.size() == size && Objects.equals(seconds(object.modified()), seconds(modified));
    }

    private static @Nullable Instant seconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
