package io.streammirror.lint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.MaasRelease;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The use of a source for each release of MAAS.
 *
 * @param fitness of every release of the profile, oldest first
 */
public record LintVerdict(Map<MaasRelease, Usability> fitness) {
    /** Best first. */
    public enum Usability {
        FIT("can use %s"),
        PARTLY("can use %s, but not all of its images"),
        UNFIT("cannot use %s");

        private final String sentence;

        Usability(String sentence) {
            this.sentence = sentence;
        }

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LintVerdict {
        fitness = Collections.unmodifiableMap(new EnumMap<>(fitness));
    }

    static LintVerdict of(MaasProfile profile, Collection<Violation> findings) {
        var fitness = new EnumMap<MaasRelease, Usability>(MaasRelease.class);
        for (MaasRelease release : profile.releases()) {
            fitness.put(
                    release,
                    findings.stream()
                            .map(Violation::impact)
                            .filter(impact -> impact.concerns(release))
                            .map(impact -> of(impact.severity()))
                            .max(Usability::compareTo)
                            .orElse(Usability.FIT));
        }
        return new LintVerdict(fitness);
    }

    private static Usability of(Severity severity) {
        return switch (severity) {
            case BREAKS_SOURCE -> Usability.UNFIT;
            case BREAKS_IMAGE -> Usability.PARTLY;
            case CONFUSES -> Usability.FIT;
        };
    }

    /** Whether every release can use all of the source. */
    public boolean fits() {
        return fitness.values().stream().allMatch(Usability.FIT::equals);
    }

    /** Whether some release cannot use the source at all. */
    public boolean fails() {
        return fitness.containsValue(Usability.UNFIT);
    }

    /** A sentence for people: releases that fare alike, one after the other, are named together. */
    @Override
    public String toString() {
        var sentence = new StringBuilder();
        MaasRelease[] releases = fitness.keySet().toArray(MaasRelease[]::new);
        for (int first = 0; first < releases.length; ) {
            Usability of = Objects.requireNonNull(fitness.get(releases[first]));
            int last = first;
            while (last + 1 < releases.length && fitness.get(releases[last + 1]) == of) {
                last++;
            }
            sentence.append(first == 0 ? "" : "; ")
                    .append("MAAS ")
                    .append(releases[first])
                    .append(first == last ? "" : "–" + releases[last])
                    .append(' ')
                    .append(String.format(Locale.ROOT, of.sentence, first == 0 ? "this source" : "it"));
            first = last + 1;
        }
        return sentence.toString();
    }
}
