package io.streammirror.publisher.state;

import io.streammirror.simplestreams.Sha256;
import java.util.Map;

/**
 * The distinct blobs of a catalog, as last seen in the store.
 *
 * @param bytes of all of them
 * @param missing size in bytes of each that is not stored, or not whole
 */
public record WantedSet(int blobs, long bytes, Map<Sha256, Long> missing) {
    public WantedSet {
        missing = Map.copyOf(missing);
    }

    public boolean isStored() {
        return missing.isEmpty();
    }

    public int storedBlobs() {
        return blobs - missing.size();
    }

    public long missingBytes() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }

    public long storedBytes() {
        return bytes - missingBytes();
    }
}
