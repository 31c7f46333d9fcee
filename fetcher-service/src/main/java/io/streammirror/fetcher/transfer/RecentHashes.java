package io.streammirror.fetcher.transfer;

import io.streammirror.simplestreams.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hashes that were added last, up to a number. Safe for concurrent use. */
final class RecentHashes {
    private final Map<Sha256, Boolean> hashes;

    RecentHashes(int max) {
        this.hashes = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Sha256, Boolean> eldest) {
                return size() > max;
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
