package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An item that a fetcher is downloading.
 *
 * @param path null for an item that no catalog wants any more
 * @param bytes received so far
 * @param rate recent bytes per second
 * @param mirror that wants it; null when none does any more
 */
public record ItemProgress(
        String fetcher,
        Sha256 sha256,
        @Nullable ItemPath path,
        long size,
        long bytes,
        long rate,
        @Nullable MirrorName mirror) {
    /** The path, or the hash of an item without one. */
    public String label() {
        return path == null ? sha256.hex() : path.value();
    }
}
