package io.streammirror.publisher.cache;

import io.streammirror.publisher.cache.CacheDirectory.Stamp;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which blobs a cache holds, how long ago each was used, and how much room there is; no file is touched here. */
final class CacheIndex {
    private final long limit;
    private final Map<Sha256, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long used;
    private long reserved;

    /**
     * One file of the cache.
     *
     * @param verified whether its bytes had the right hash when it had this stamp
     */
    record Entry(Stamp stamp, boolean verified) {}

    /** @param limit in bytes */
    CacheIndex(long limit) {
        this.limit = limit;
    }

    /** Finding counts as use. */
    synchronized Optional<Entry> use(Sha256 blob) {
        return Optional.ofNullable(entries.get(blob));
    }

    synchronized void put(Sha256 blob, Entry entry) {
        remove(blob);
        entries.put(blob, entry);
        used += entry.stamp().size();
    }

    synchronized void remove(Sha256 blob) {
        Entry former = entries.remove(blob);
        if (former != null) {
            used -= former.stamp().size();
        }
    }

    /** Room for one more blob, if it fits at all; the longest unused blobs that had to go are for the caller to delete. */
    synchronized Optional<List<Sha256>> reserve(long size) {
        if (size > limit - reserved) {
            return Optional.empty();
        }
        reserved += size;
        return Optional.of(evictDownTo(limit - reserved));
    }

    /** Ends a reservation. Its bytes are in a file now, or free again. */
    synchronized void release(long size) {
        reserved -= size;
    }

    /** The longest unused blobs, until these many bytes are given up; for the caller to delete. */
    synchronized List<Sha256> evict(long bytes) {
        return evictDownTo(Math.max(0, used - bytes));
    }

    private List<Sha256> evictDownTo(long bytes) {
        var evicted = new ArrayList<Sha256>();
        Iterator<Map.Entry<Sha256, Entry>> eldest = entries.entrySet().iterator();
        while (used > bytes && eldest.hasNext()) {
            Map.Entry<Sha256, Entry> entry = eldest.next();
            evicted.add(entry.getKey());
            used -= entry.getValue().stamp().size();
            eldest.remove();
        }
        return evicted;
    }

    synchronized long used() {
        return used;
    }

    synchronized int count() {
        return entries.size();
    }
}
