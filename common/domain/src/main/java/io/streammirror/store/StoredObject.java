package io.streammirror.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that is there.
 *
 * @param size in bytes
 * @param metadata user metadata as stored, keys in lower case; empty in listings
 * @param modified when it was stored, by the store's clock: in whole seconds when asked for alone; null where the store does not say
 */
public record StoredObject(
        String key,
        long size,
        Map<String, String> metadata,
        @Nullable Instant modified) {
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
