package io.streammirror.maas;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How bad a fault is, and for which releases of MAAS; the readers in between are always of one kind.
 *
 * @param first the oldest release that it concerns
 * @param last the newest one
 */
public record Impact(Severity severity, MaasRelease first, MaasRelease last) {
    /** Of a fault that breaks no release. */
    public static final Impact REMARK = onAll(Severity.CONFUSES);

    public Impact {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("MAAS " + first + " is newer than " + last);
        }
    }

    /** On every release. */
    public static Impact onAll(Severity severity) {
        return new Impact(severity, MaasRelease.V3_4, MaasRelease.V4_0);
    }

    /** On the releases that have the strict reader of 3.8. */
    public static Impact onNewest(Severity severity) {
        return new Impact(severity, MaasRelease.V3_8, MaasRelease.V4_0);
    }

    /** On the preview of MAAS 4.0 alone. */
    static Impact onPreview(Severity severity) {
        return new Impact(severity, MaasRelease.V4_0, MaasRelease.V4_0);
    }

    /** On the releases that read documents with the simplestreams library. */
    public static Impact onLibrary(Severity severity) {
        return new Impact(severity, MaasRelease.V3_4, MaasRelease.V3_7);
    }

    public List<MaasRelease> releases() {
        return Stream.of(MaasRelease.values()).filter(this::concerns).toList();
    }

    public boolean concerns(MaasRelease release) {
        return first.compareTo(release) <= 0 && release.compareTo(last) <= 0;
    }

    /** Whether something cannot be used, and is not only a warning. */
    public boolean breaks() {
        return severity != Severity.CONFUSES;
    }

    /** The same on the releases that the other impact breaks; a remark where it breaks none of them. */
    public Impact limitedTo(Impact other) {
        if (!breaks()) {
            return this;
        }
        MaasRelease from = first.compareTo(other.first) >= 0 ? first : other.first;
        MaasRelease to = last.compareTo(other.last) <= 0 ? last : other.last;
        return other.breaks() && from.compareTo(to) <= 0 ? new Impact(severity, from, to) : REMARK;
    }

    /** One impact for both, when they are equally bad and no release lies between them. */
    Optional<Impact> joined(Impact other) {
        if (severity != other.severity || gap(this, other) || gap(other, this)) {
            return Optional.empty();
        }
        return Optional.of(new Impact(
                severity,
                first.compareTo(other.first) <= 0 ? first : other.first,
                last.compareTo(other.last) >= 0 ? last : other.last));
    }

    private static boolean gap(Impact earlier, Impact later) {
        return Stream.of(MaasRelease.values())
                .anyMatch(between -> earlier.last.compareTo(between) < 0 && between.compareTo(later.first) < 0);
    }
}
