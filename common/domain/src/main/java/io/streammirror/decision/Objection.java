package io.streammirror.decision;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Why an upstream state is not followed without an operator's word.
 *
 * @param reason for people: what was seen, and what was expected
 */
public record Objection(Suspicion suspicion, String reason) {
    /** As many as an operator reads. */
    static final int MAX = 20;

    /** So many objections that each suspicion is named, and no more than are kept. */
    static List<Objection> bounded(List<Objection> objections) {
        if (objections.size() <= MAX) {
            return List.copyOf(objections);
        }
        var firstOfEach = new LinkedHashMap<Suspicion, Objection>();
        objections.forEach(objection -> firstOfEach.putIfAbsent(objection.suspicion(), objection));
        var kept = new LinkedHashSet<>(firstOfEach.values());
        objections.stream().takeWhile(objection -> kept.size() < MAX).forEach(kept::add);
        return List.copyOf(kept);
    }

    @Override
    public String toString() {
        return suspicion + ": " + reason;
    }
}
