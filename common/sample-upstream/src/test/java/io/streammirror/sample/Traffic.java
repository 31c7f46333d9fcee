package io.streammirror.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests and sent bytes, by path below the base. */
public final class Traffic {
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Long> bytes = new ConcurrentHashMap<>();

    Traffic() {}

    int countRequest(String path) {
        return requests.merge(path, 1, Integer::sum);
    }

    void countBytes(String path, long sent) {
        bytes.merge(path, sent, Long::sum);
    }

    /** The requests for a path, also those answered by an error. */
    public int requests(String path) {
        return requests.getOrDefault(path, 0);
    }

    /** The bytes of content sent for a path. */
    public long bytes(String path) {
        return bytes.getOrDefault(path, 0L);
    }

    /** The bytes of content sent for all that is not a document. */
    public long itemBytes() {
        return bytes.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("streams/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Resets all counts. */
    public void clear() {
        requests.clear();
        bytes.clear();
    }
}
