package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Follows {@code from} to the mirror that reads upstream: a chain without one could never have anything to promote. */
final class PromotionChain {
    private PromotionChain() {}

    /**
     * The problem with the source of a promotion; empty for a good chain, and for a mirror that reads upstream.
     *
     * @param from of all mirrors
     */
    static Optional<String> problem(String mirror, Map<String, Optional<MirrorName>> from) {
        var seen = new LinkedHashSet<String>();
        seen.add(mirror);
        Optional<String> next = from(mirror, from);
        while (next.isPresent()) {
            String name = next.get();
            if (!from.containsKey(name)) {
                return Optional.of("there is no mirror '" + name + "'; there are " + new TreeSet<>(from.keySet()));
            }
            if (!seen.add(name)) {
                return Optional.of("goes round in a circle and never reaches a mirror with a source: "
                        + String.join(" from ", seen) + " from " + name);
            }
            next = from(name, from);
        }
        return Optional.empty();
    }

    private static Optional<String> from(String mirror, Map<String, Optional<MirrorName>> from) {
        return from.getOrDefault(mirror, Optional.empty()).map(MirrorName::value);
    }
}
