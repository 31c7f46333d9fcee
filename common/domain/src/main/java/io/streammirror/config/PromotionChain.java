package io.streammirror.config;

import io.streammirror.mirror.MirrorName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Follows {@code from} to the mirror that reads upstream: a chain without one could never have anything to promote. */
final class PromotionChain {
    private PromotionChain() {}

    /** What is wrong with where a mirror is promoted from; empty for one that reads upstream, and for a good chain. */
    static Optional<String> problem(MirrorSettings mirror, Map<MirrorName, MirrorSettings> all) {
        var seen = new LinkedHashSet<MirrorName>();
        seen.add(mirror.name());
        Optional<MirrorName> next = mirror.from();
        while (next.isPresent()) {
            MirrorName name = next.get();
            if (!all.containsKey(name)) {
                return Optional.of("there is no mirror '" + name + "'; there are " + all.keySet());
            }
            if (!seen.add(name)) {
                return Optional.of("goes round in a circle and never reaches a mirror with a source: "
                        + seen.stream().map(MirrorName::value).collect(Collectors.joining(" from ")) + " from " + name);
            }
            next = all.get(name).from();
        }
        return Optional.empty();
    }
}
