package io.streammirror.store;

import java.util.Map;

/**
 * An object that is there.
 *
 * @param size in bytes
 * @param metadata user metadata as stored, keys in lower case; empty in listings
 */
public record StoredObject(String key, long size, Map<String, String> metadata) {
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
