package io.streammirror.store;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which blobs were stored, with which size and since when, at the moment of one LIST: a few requests instead of a HEAD for each. */
public final class BlobInventory {
    private record Entry(long size, @Nullable Instant stored) {}

    private final Map<Sha256, Entry> blobs;
    private final Set<Sha256> damaged;

    private BlobInventory(Map<Sha256, Entry> blobs, Set<Sha256> damaged) {
        this.blobs = Map.copyOf(blobs);
        this.damaged = Set.copyOf(damaged);
    }

    /**
     * Reads the whole inventory. Foreign objects below the prefix, such as a store's temporary files, are left out, and
     * so are damaged blobs: they count as missing until they are repaired.
     */
    public static BlobInventory read(ObjectReader store) {
        var blobs = new HashMap<Sha256, Entry>();
        store.list(StoreKeys.BLOBS, object -> StoreKeys.blobOf(object.key())
                .ifPresent(sha256 -> blobs.put(sha256, new Entry(object.size(), object.modified()))));
        Set<Sha256> damaged = DamageRecords.list(store);
        blobs.keySet().removeAll(damaged);
        return new BlobInventory(blobs, damaged);
    }

    /** The same with some more, of which only the sizes are known. */
    public BlobInventory with(Map<Sha256, Long> more) {
        if (more.isEmpty()) {
            return this;
        }
        var together = new HashMap<>(blobs);
        more.forEach((sha256, size) -> together.put(sha256, new Entry(size, null)));
        together.keySet().removeAll(damaged);
        return new BlobInventory(together, damaged);
    }

    /** The same inventory without some blobs, which are about to go. */
    public BlobInventory without(Set<Sha256> going) {
        if (going.isEmpty()) {
            return this;
        }
        var rest = new HashMap<>(blobs);
        rest.keySet().removeAll(going);
        return new BlobInventory(rest, damaged);
    }

    /** The hashes of all blobs, in their order. */
    public List<Sha256> hashes() {
        return blobs.keySet().stream().sorted().toList();
    }

    /** How many blobs there are. */
    public int count() {
        return blobs.size();
    }

    /** Whether the blob is there whole; one of another size counts as missing. */
    public boolean contains(Sha256 sha256, long size) {
        Entry stored = blobs.get(sha256);
        return stored != null && stored.size() == size;
    }

    /** Bytes of all blobs. */
    public long bytes() {
        return blobs.values().stream().mapToLong(Entry::size).sum();
    }

    /** When the store got the blob, by its own clock; empty for one that is not there, or of which that is not known yet. */
    public Optional<Instant> storedAt(Sha256 sha256) {
        return Optional.ofNullable(blobs.get(sha256)).map(Entry::stored);
    }
}
