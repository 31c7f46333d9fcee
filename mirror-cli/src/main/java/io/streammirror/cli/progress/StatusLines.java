package io.streammirror.cli.progress;

import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status in words and bars; pure functions of what was reported. */
public final class StatusLines {
    private static final int BAR = 24;
    private static final int SMALL_BAR = 12;

    /** So many lines of failures tell the kind; the API has them all. */
    private static final int MAX_FAILURES = 5;

    /** What comes next is told, whatever else there is. */
    private static final int MAX_DELAYED = 10;

    private StatusLines() {}

    /** For a terminal: a bar for each mirror, then a line for each item on its way. */
    static List<String> live(StatusReport report, Map<String, SmoothedRate> rates, int width) {
        var lines = new ArrayList<String>();
        for (MirrorStatus mirror : report.allMirrors()) {
            SmoothedRate rate = rates.get(mirror.name());
            lines.add(cut(overall(mirror, rate == null ? 0 : rate.perSecond()), width));
        }
        for (StatusReport.Fetching item : report.inFlight()) {
            lines.add(cut(
                    "  " + Bar.of(item.bytes(), item.size(), SMALL_BAR) + " "
                            + padded(Bar.percent(item.bytes(), item.size()) + "%", 4) + " "
                            + padded(ByteFormat.rate(item.rate()), 11) + "  " + item.label(),
                    width));
        }
        return lines;
    }

    /** For a log: one line a mirror, without what changes all the time. */
    static String plain(MirrorStatus mirror) {
        var blobs = mirror.blobsOrNone();
        var bytes = mirror.bytesOrNone();
        return mirror.name() + ": " + mirror.stateOrUnknown() + because(mirror) + ", " + blobs.stored() + " of "
                + blobs.wanted() + " files, " + ByteFormat.of(bytes.stored()) + " of "
                + ByteFormat.of(bytes.wanted()) + failed(blobs);
    }

    /** For {@code mirror status}: all there is to know about each mirror. */
    public static List<String> full(StatusReport report) {
        var lines = new ArrayList<String>();
        report.allWarnings().forEach(warning -> lines.add("WARNING: " + visible(warning)));
        for (MirrorStatus mirror : report.allMirrors()) {
            lines.add(plain(mirror));
            lines.add(origin(mirror));
            lines.add("  served at    " + orDash(mirror.path()));
            lines.add("  publication  " + orDash(mirror.publication()) + ", published " + orDash(mirror.published()));
            lines.add("  catalog      " + mirror.products() + " products, " + mirror.versions() + " versions, "
                    + mirror.items() + " items, " + (mirror.complete() ? "complete" : "incomplete") + ", "
                    + (mirror.settled() ? "settled" : "not settled"));
            if (mirror.dropped() > 0) {
                lines.add("  dropped      upstream no longer offers " + mirror.dropped()
                        + " of the products; see retention.keep-removed");
            }
            delayed(mirror, lines);
            mirror.allOrders().forEach(order -> lines.add("  " + visible(order)));
            trust(mirror, lines);
            mirror.allFailures().stream()
                    .limit(MAX_FAILURES)
                    .forEach(failure -> lines.add("  failed       " + failure.told()));
            mirror.allRefused().stream()
                    .limit(MAX_FAILURES)
                    .forEach(place -> lines.add("  left out     " + visible(place.told())));
            int more = mirror.allRefused().size() - MAX_FAILURES;
            if (more > 0) {
                lines.add("  left out     and " + more + " more places of upstream's documents; --json has them all");
            }
        }
        if (report.allMirrors().isEmpty()) {
            lines.add("no mirror has reported yet");
        }
        return lines;
    }

    private static void delayed(MirrorStatus mirror, List<String> lines) {
        List<MirrorStatus.Delayed> versions = mirror.allDelayed();
        versions.stream().limit(MAX_DELAYED).forEach(version -> lines.add("  delayed      " + visible(version.told())));
        if (versions.size() > MAX_DELAYED) {
            lines.add("  delayed      and " + (versions.size() - MAX_DELAYED)
                    + " more versions (publish-after); --json has them all");
        }
    }

    private static String origin(MirrorStatus mirror) {
        if (mirror.from() == null) {
            return "  source       " + orDash(mirror.source()) + ", updated " + orDash(mirror.upstreamUpdated());
        }
        MirrorStatus.Promotion promotion = mirror.promotion();
        return promotion == null
                ? "  from         mirror " + mirror.from() + ", nothing was promoted yet; to do so: mirror promote "
                        + mirror.name() + " --reason '...'"
                : "  promoted     " + visible(promotion.told());
    }

    /** What weakens the trust in a mirror is shown wherever the mirror is. */
    private static void trust(MirrorStatus mirror, List<String> lines) {
        if (mirror.unsigned()) {
            lines.add("  UNSIGNED     upstream is taken without any signature");
        }
        if (!mirror.allAllowed().isEmpty()) {
            lines.add("  ALLOWED      weaknesses of signatures: " + String.join(", ", mirror.allAllowed()));
        }
        if (!mirror.allOverridden().isEmpty()) {
            lines.add("  ACCEPTED     over a suspicion of " + String.join(", ", mirror.allOverridden())
                    + "; see 'mirror history'");
        }
        MirrorStatus.Held held = mirror.held();
        if (held != null) {
            held.reasons().forEach(reason -> lines.add("  HELD         " + visible(reason)));
            lines.add("               since " + held.since() + "; to go on: " + held.remedy(mirror.name()));
        }
    }

    private static String overall(MirrorStatus mirror, double rate) {
        var blobs = mirror.blobsOrNone();
        var bytes = mirror.bytesOrNone();
        String line = mirror.name() + " " + Bar.of(bytes.stored(), bytes.wanted(), BAR) + " "
                + padded(Bar.percent(bytes.stored(), bytes.wanted()) + "%", 4) + " " + ByteFormat.of(bytes.stored())
                + " of " + ByteFormat.of(bytes.wanted()) + ", " + blobs.stored() + "/" + blobs.wanted() + " files"
                + failed(blobs);
        if (bytes.missing() == 0 || rate < 1) {
            return line + ", " + mirror.stateOrUnknown() + because(mirror);
        }
        return line + ", " + ByteFormat.rate(Math.round(rate))
                + Eta.of(bytes.missing(), rate).map(eta -> ", " + Eta.text(eta)).orElse("");
    }

    private static String because(MirrorStatus mirror) {
        return mirror.reason() == null ? "" : " (" + visible(mirror.reason()) + ")";
    }

    private static String failed(MirrorStatus.Blobs blobs) {
        return blobs.failed() == 0 ? "" : ", " + blobs.failed() + " failed";
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "-" : value;
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String visible(String text) {
        return SafeText.line(text);
    }

    private static String cut(String line, int width) {
        String visible = visible(line);
        return visible.length() <= width ? visible : visible.substring(0, width);
    }
}
