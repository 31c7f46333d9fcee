package io.streammirror.maas;

import io.streammirror.config.MaasRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * The releases of MAAS that a source must suit.
 *
 * @param oldest the first of them
 * @param newest the last of them, which may be the same
 */
public record MaasProfile(MaasRelease oldest, MaasRelease newest) {
    /** All releases that are in use; 4.0 is a preview and must be asked for. */
    public static final MaasProfile DEFAULT = new MaasProfile(MaasRelease.V3_4, MaasRelease.V3_8);

    public MaasProfile {
        if (oldest.compareTo(newest) > 0) {
            throw new IllegalArgumentException(
                    "the oldest release of MAAS, " + oldest + ", is newer than the newest, " + newest);
        }
    }

    /**
     * Reads {@code 3.6} or {@code 3.6-3.8}.
     *
     * @throws IllegalArgumentException when it is neither, for people
     */
    public static MaasProfile parse(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException("'" + text + "' must be one release, as 3.8, or two, as 3.6-3.8");
        }
        return between(ends[0].strip(), ends[ends.length - 1].strip());
    }

    /**
     * The releases from one to another.
     *
     * @throws IllegalArgumentException when one is not known, for people
     */
    public static MaasProfile between(String oldest, String newest) {
        return new MaasProfile(MaasRelease.parse(oldest), MaasRelease.parse(newest));
    }

    /** The releases that the configuration names for a mirror. */
    public static MaasProfile of(MaasRange range) {
        return between(range.oldest(), range.newest());
    }

    public List<MaasRelease> releases() {
        return Stream.of(MaasRelease.values()).filter(this::includes).toList();
    }

    public boolean includes(MaasRelease release) {
        return oldest.compareTo(release) <= 0 && release.compareTo(newest) <= 0;
    }

    /** Whether the fault concerns one of these releases. */
    public boolean isConcernedBy(Impact impact) {
        return impact.first().compareTo(newest) <= 0 && oldest.compareTo(impact.last()) <= 0;
    }

    /** Whether the fault keeps one of these releases from using the source or a product of it. */
    public boolean isBrokenBy(Violation violation) {
        return violation.impact().breaks() && isConcernedBy(violation.impact());
    }

    @Override
    public String toString() {
        return oldest == newest ? oldest.toString() : oldest + " to " + newest;
    }
}
