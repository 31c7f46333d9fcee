package io.streammirror.system.fault;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what really went wrong, by kind: a plan that never came to pass counts for nothing. */
public final class FaultTally {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    public void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    void count(Damage damage) {
        count(
                damage instanceof Damage.Answer answer
                        ? "Answer" + answer.status()
                        : damage.getClass().getSimpleName());
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<String, Long> byKind() {
        return new TreeMap<>(counts);
    }
}
