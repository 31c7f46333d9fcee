package io.streammirror.cli.progress;

import java.util.ArrayList;
import java.util.List;

/** What a run with {@code --once} says at its end: for each mirror what is missing or left out, where and why. */
final class Shortfall {
    /** So many lines tell the kind; the publisher's status has them all. */
    private static final int MAX_LINES = 5;

    private Shortfall() {}

    /** Nothing for a run that got everything that upstream has. */
    static List<String> of(StatusReport report) {
        return report.allMirrors().stream()
                .flatMap(mirror -> of(mirror).stream())
                .toList();
    }

    private static List<String> of(MirrorStatus mirror) {
        return switch (mirror.stateOrUnknown()) {
            case "refused", "held" ->
                List.of(mirror.name() + ": upstream is " + mirror.stateOrUnknown() + ": " + mirror.reasonOrNone()
                        + "; what was published before stays served"
                        + (mirror.held() == null
                                ? ""
                                : "; to go on over it: " + mirror.held().remedy(mirror.name())));
            case "unreachable" -> List.of(mirror.name() + ": upstream cannot be reached: " + mirror.reasonOrNone());
            case "unsettled" -> List.of(mirror.name() + ": upstream is between two states: " + mirror.reasonOrNone());
            case "failed" -> List.of(mirror.name() + ": the mirror could not do its part: " + mirror.reasonOrNone());
            default -> mirror.settled() ? shortfall(mirror) : List.of();
        };
    }

    /** A run that got everything ends with what was left out, too: it may be more than was meant. */
    private static List<String> shortfall(MirrorStatus mirror) {
        var lines = new ArrayList<String>();
        if (!mirror.complete()) {
            lines.addAll(missing(mirror));
        } else if (mirror.reason() != null) {
            lines.add(mirror.name() + ": " + mirror.reason());
        }
        List<MirrorStatus.Refused> leftOut = mirror.allRefused();
        leftOut.stream().limit(MAX_LINES).forEach(place -> lines.add(mirror.name() + ": left out: " + place.told()));
        if (leftOut.size() > MAX_LINES) {
            lines.add(mirror.name() + ": left out: " + (leftOut.size() - MAX_LINES)
                    + " more places of upstream's documents; 'mirror status --json' has them all");
        }
        return lines;
    }

    private static List<String> missing(MirrorStatus mirror) {
        var lines = new ArrayList<String>();
        long missing = mirror.blobsOrNone().wanted() - mirror.blobsOrNone().stored();
        if (missing > 0) {
            lines.add(mirror.name() + ": " + missing + " of "
                    + mirror.blobsOrNone().wanted()
                    + " files could not be had; versions that need them are not published");
        }
        if (mirror.reason() != null) {
            lines.add(mirror.name() + ": " + mirror.reason());
        }
        mirror.allFailures().stream().limit(MAX_LINES).forEach(failure -> lines.add("  " + failure.told()));
        mirror.allWithheld().stream().limit(MAX_LINES).forEach(version -> lines.add("  " + version.told()));
        return lines;
    }
}
