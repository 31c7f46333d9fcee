package io.streammirror.cli.progress;

import io.streammirror.api.ItemProgress;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.decision.Promotion;
import io.streammirror.mirror.MirrorName;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status in words and bars; pure functions of a report. Every line is safe for a terminal. */
public final class StatusLines {
    private static final int BAR = 24;
    private static final int SMALL_BAR = 12;

    /** Some failures show their kind; the API lists all. */
    private static final int MAX_FAILURES = 5;

    private static final int MAX_DELAYED = 10;

    private static final int MAX_WITHHELD = 10;

    private StatusLines() {}

    /** For a terminal: a bar for each mirror, then a line for each item that is being downloaded. */
    static List<String> live(StatusReport report, Map<MirrorName, SmoothedRate> rates, int width) {
        var lines = new ArrayList<String>();
        for (MirrorStatus mirror : report.mirrors()) {
            SmoothedRate rate = rates.get(mirror.name());
            lines.add(cut(overall(mirror, rate == null ? 0 : rate.perSecond()), width));
        }
        for (ItemProgress item : report.fetching()) {
            lines.add(cut(
                    "  " + Bar.of(item.bytes(), item.size(), SMALL_BAR) + " "
                            + padded(Bar.percent(item.bytes(), item.size()) + "%", 4) + " "
                            + padded(ByteFormat.rate(item.rate()), 11) + "  " + SafeText.line(item.label()),
                    width));
        }
        return lines;
    }

    /** For a log: one line per mirror, without values that change all the time. */
    static String plain(MirrorStatus mirror) {
        var blobs = mirror.blobs();
        var bytes = mirror.bytes();
        return mirror.name() + ": " + mirror.state().label() + because(mirror) + ", " + blobs.stored() + " of "
                + blobs.wanted() + " files, " + ByteFormat.of(bytes.stored()) + " of "
                + ByteFormat.of(bytes.wanted()) + failed(blobs);
    }

    /** For {@code mirror status}: everything that the report says about each mirror. */
    public static List<String> full(StatusReport report) {
        var lines = new ArrayList<String>();
        report.warnings().forEach(warning -> lines.add("WARNING: " + SafeText.line(warning)));
        report.mirrors().forEach(mirror -> full(mirror, lines));
        if (report.mirrors().isEmpty()) {
            lines.add("no mirror has reported yet");
        }
        return lines;
    }

    private static void full(MirrorStatus mirror, List<String> lines) {
        lines.add(plain(mirror));
        lines.add(origin(mirror));
        lines.add("  served at    " + orDash(mirror.path()));
        lines.add("  publication  " + orDash(mirror.publication()) + ", published " + orDash(mirror.published()));
        lines.add("  contents     " + mirror.products() + " products, " + mirror.versions() + " versions, "
                + mirror.items() + " items, " + (mirror.complete() ? "complete" : "incomplete") + ", "
                + (mirror.settled() ? "settled" : "not settled"));
        if (mirror.dropped() > 0) {
            lines.add("  dropped      upstream no longer offers " + mirror.dropped()
                    + " of the products; see retention.keep-removed");
        }
        delayed(mirror, lines);
        MirrorText.of(mirror.orders()).forEach(order -> lines.add("  " + order));
        trust(mirror, lines);
        mirror.violations().forEach(violation -> lines.add("  REFUSED      " + SafeText.line(violation)));
        omissions(mirror, lines);
        mirror.failures().stream()
                .limit(MAX_FAILURES)
                .forEach(failure -> lines.add("  failed       " + MirrorText.of(failure)));
        mirror.refused().stream()
                .limit(MAX_FAILURES)
                .forEach(place -> lines.add("  left out     " + MirrorText.of(place)));
        int more = mirror.refused().size() - MAX_FAILURES;
        if (more > 0) {
            lines.add("  left out     and " + more + " more places of upstream's documents; --json lists all");
        }
    }

    /** The parts of upstream that the publication omits, or has in another form. */
    private static void omissions(MirrorStatus mirror, List<String> lines) {
        mirror.leftOut()
                .forEach(stream ->
                        lines.add("  left out     stream " + stream.stream() + ": " + SafeText.line(stream.reason())));
        mirror.withheld().stream()
                .limit(MAX_WITHHELD)
                .forEach(version -> lines.add("  withheld     " + MirrorText.of(version)));
        if (mirror.withheld().size() > MAX_WITHHELD) {
            lines.add("  withheld     and " + (mirror.withheld().size() - MAX_WITHHELD)
                    + " more versions; --json lists all");
        }
        mirror.notes().forEach(note -> lines.add("  note         " + SafeText.line(note)));
    }

    private static void delayed(MirrorStatus mirror, List<String> lines) {
        List<MirrorStatus.Delayed> versions = mirror.delayed();
        versions.stream().limit(MAX_DELAYED).forEach(version -> lines.add("  delayed      " + MirrorText.of(version)));
        if (versions.size() > MAX_DELAYED) {
            lines.add("  delayed      and " + (versions.size() - MAX_DELAYED)
                    + " more versions (publish-after); --json lists all");
        }
    }

    private static String origin(MirrorStatus mirror) {
        if (mirror.from() == null) {
            return "  source       " + orDash(mirror.source()) + ", updated " + orDash(mirror.upstreamUpdated());
        }
        Promotion promotion = mirror.promotion();
        return promotion == null
                ? "  from         mirror " + mirror.from() + ", nothing is promoted yet; to promote: mirror promote "
                        + mirror.name() + " --reason '...'"
                : "  promoted     " + MirrorText.of(promotion);
    }

    /** Everything that weakens the trust in a mirror. */
    private static void trust(MirrorStatus mirror, List<String> lines) {
        if (mirror.unsigned()) {
            lines.add("  UNSIGNED     the upstream is accepted without a signature");
        }
        if (!mirror.allow().isEmpty()) {
            lines.add("  ALLOWED      weaknesses of signatures: " + SafeText.line(String.join(", ", mirror.allow())));
        }
        if (!mirror.overridden().isEmpty()) {
            lines.add("  ACCEPTED     over a suspicion of " + SafeText.line(String.join(", ", mirror.overridden()))
                    + "; see 'mirror history'");
        }
        MirrorStatus.Held held = mirror.held();
        if (held != null) {
            held.objections().forEach(objection -> lines.add("  HELD         " + MirrorText.of(objection)));
            lines.add("               since " + held.since() + "; to accept it: "
                    + MirrorText.acceptCommand(mirror, held));
        }
    }

    private static String overall(MirrorStatus mirror, double rate) {
        var blobs = mirror.blobs();
        var bytes = mirror.bytes();
        String line = mirror.name() + " " + Bar.of(bytes.stored(), bytes.wanted(), BAR) + " "
                + padded(Bar.percent(bytes.stored(), bytes.wanted()) + "%", 4) + " " + ByteFormat.of(bytes.stored())
                + " of " + ByteFormat.of(bytes.wanted()) + ", " + blobs.stored() + "/" + blobs.wanted() + " files"
                + failed(blobs);
        if (bytes.missing() == 0 || rate < 1) {
            return line + ", " + mirror.state().label() + because(mirror);
        }
        return line + ", " + ByteFormat.rate(Math.round(rate))
                + Eta.of(bytes.missing(), rate).map(eta -> ", " + Eta.text(eta)).orElse("");
    }

    private static String because(MirrorStatus mirror) {
        return mirror.reason() == null ? "" : " (" + SafeText.line(mirror.reason()) + ")";
    }

    private static String failed(MirrorStatus.Blobs blobs) {
        return blobs.failed() == 0 ? "" : ", " + blobs.failed() + " failed";
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : SafeText.line(value);
    }

    private static String padded(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width);
    }
}
