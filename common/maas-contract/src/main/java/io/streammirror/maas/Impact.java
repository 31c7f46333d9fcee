package io.streammirror.maas;

import java.util.List;
import java.util.stream.Stream;

/**
 * How bad a fault is, and for which releases of MAAS; the readers in between are always of one kind.
 *
 * @param first the oldest release that it concerns
 * @param last the newest one
 */
public record Impact(Severity severity, MaasRelease first, MaasRelease last) {
    public Impact {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("MAAS " + first + " is newer than " + last);
        }
    }

    static Impact onAll(Severity severity) {
        return new Impact(severity, MaasRelease.V3_4, MaasRelease.V3_8);
    }

    static Impact onNewest(Severity severity) {
        return new Impact(severity, MaasRelease.V3_8, MaasRelease.V3_8);
    }

    /** On the releases that read documents with the reference library. */
    static Impact onLibrary(Severity severity) {
        return new Impact(severity, MaasRelease.V3_4, MaasRelease.V3_7);
    }

    public List<MaasRelease> releases() {
        return Stream.of(MaasRelease.values()).filter(this::concerns).toList();
    }

    public boolean concerns(MaasRelease release) {
        return first.compareTo(release) <= 0 && release.compareTo(last) <= 0;
    }

    /** Whether something cannot be used, and not only surprises. */
    public boolean breaks() {
        return severity != Severity.CONFUSES;
    }
}
