package io.streammirror.store;

import io.streammirror.simplestreams.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which blobs were stored, with which size, at the moment of one LIST: a few requests instead of a HEAD for each. */
public final class BlobInventory {
    private final Map<Sha256, Long> sizes;

    private BlobInventory(Map<Sha256, Long> sizes) {
        this.sizes = Map.copyOf(sizes);
    }

    /** Reads the whole inventory; foreign objects below the prefix, such as a store's temporary files, are left out. */
    public static BlobInventory read(ObjectReader store) {
        var sizes = new HashMap<Sha256, Long>();
        store.list(StoreKeys.BLOBS, object -> StoreKeys.blobOf(object.key())
                .ifPresent(sha256 -> sizes.put(sha256, object.size())));
        return new BlobInventory(sizes);
    }

    /** The same with some more. */
    public BlobInventory with(Map<Sha256, Long> more) {
        var together = new HashMap<>(sizes);
        together.putAll(more);
        return new BlobInventory(together);
    }

    /** The same inventory without some blobs, which are about to go. */
    public BlobInventory without(Set<Sha256> going) {
        var rest = new HashMap<>(sizes);
        rest.keySet().removeAll(going);
        return new BlobInventory(rest);
    }

    /** Whether the blob is there whole; one of another size counts as missing. */
    public boolean contains(Sha256 sha256, long size) {
        @Nullable Long stored = sizes.get(sha256);
        return stored != null && stored == size;
    }

    /** Size in bytes of every blob. */
    public Map<Sha256, Long> sizes() {
        return sizes;
    }
}
