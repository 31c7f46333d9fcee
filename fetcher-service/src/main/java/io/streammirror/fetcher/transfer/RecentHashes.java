package io.streammirror.fetcher.transfer;

import io.streammirror.simplestreams.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last so many hashes that were added; safe for use by many threads. */
final class RecentHashes {
    private final Map<Sha256, Boolean> hashes;

    RecentHashes(int most) {
        this.hashes = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Sha256, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized void add(Sha256 hash) {
        hashes.put(hash, true);
    }

    synchronized boolean contains(Sha256 hash) {
        return hashes.containsKey(hash);
    }
}
