package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a run that did not get everything: for each mirror what is wrong, where, and what follows. */
final class Shortfall {
    /** Some failures show their kind; the status lists all. */
    private static final int MAX_LINES = 5;

    private Shortfall() {}

    /** Empty for a run that got everything. */
    static List<String> of(StatusReport report) {
        return report.mirrors().stream().flatMap(mirror -> of(mirror).stream()).toList();
    }

    private static List<String> of(MirrorStatus mirror) {
        return switch (mirror.state()) {
            case REFUSED, HELD ->
                List.of(mirror.name() + ": upstream is " + mirror.state().label() + ": " + reason(mirror)
                        + "; the live publication stays"
                        + (mirror.held() == null
                                ? ""
                                : "; to accept it: " + MirrorText.acceptCommand(mirror, mirror.held())));
            case UNREACHABLE -> List.of(mirror.name() + ": upstream cannot be reached: " + reason(mirror));
            case UNSETTLED -> List.of(mirror.name() + ": upstream's documents do not match yet: " + reason(mirror));
            case FAILED -> List.of(mirror.name() + ": the mirror's store or log failed: " + reason(mirror));
            case WAITING, SYNCING, SETTLED, UNKNOWN ->
                mirror.settled() && !mirror.complete() ? missing(mirror) : List.of();
        };
    }

    private static List<String> missing(MirrorStatus mirror) {
        var lines = new ArrayList<String>();
        MirrorStatus.Blobs blobs = mirror.blobs();
        int missing = blobs.wanted() - blobs.stored();
        if (missing > 0) {
            lines.add(mirror.name() + ": " + missing + " of " + blobs.wanted()
                    + " files could not be fetched; versions that need them are not published");
        }
        if (mirror.reason() != null) {
            lines.add(mirror.name() + ": " + SafeText.line(mirror.reason()));
        }
        mirror.failures().stream().limit(MAX_LINES).forEach(failure -> lines.add("  " + MirrorText.of(failure)));
        mirror.withheld().stream().limit(MAX_LINES).forEach(version -> lines.add("  " + MirrorText.of(version)));
        return lines;
    }

    private static String reason(MirrorStatus mirror) {
        return mirror.reason() == null ? "no reason given" : SafeText.line(mirror.reason());
    }
}
