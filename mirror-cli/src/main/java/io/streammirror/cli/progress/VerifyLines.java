package io.streammirror.cli.progress;

import io.streammirror.api.ScrubStatus;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Verifications and the scrub in words; pure functions. Every line is safe for a terminal. */
public final class VerifyLines {
    private VerifyLines() {}

    /** One line on the way, which changes with each percent. */
    public static String progress(VerifyReport report) {
        if (report.state() == State.WAITING) {
            return "waiting" + (report.message() == null ? "" : ": " + SafeText.line(report.message()));
        }
        String left = report.secondsLeft() == null
                ? ""
                : ", about " + Eta.text(Duration.ofMinutes(Math.round(report.secondsLeft() / 60.0))) + " left";
        return Bar.percent(report.readBytes(), report.bytes()) + "% of " + ByteFormat.of(report.bytes()) + ", "
                + report.damaged() + " damaged" + left;
    }

    /** The result. */
    public static List<String> summary(VerifyReport report) {
        var lines = new ArrayList<String>();
        lines.add("read      " + report.readBlobs() + " of " + report.blobs() + " files, "
                + ByteFormat.of(report.readBytes()) + " of " + ByteFormat.of(report.bytes()));
        lines.add("damaged   " + report.damaged() + ", of which " + report.repaired() + " are repaired by now and "
                + report.lost().size() + " have no source");
        if (report.missing() > 0) {
            lines.add("missing   " + report.missing() + "; 'mirror status' shows why");
        }
        if (report.unread() > 0) {
            lines.add("unread    " + report.unread() + "; the log of the publisher names them; run it again");
        }
        report.lost().forEach(blob -> lines.add("lost      " + blob.sha256() + ": " + SafeText.line(blob.reason())));
        if (report.state() != State.DONE) {
            lines.add("ended early" + (report.message() == null ? "" : ": " + SafeText.line(report.message())));
        }
        return lines;
    }

    /** What {@code mirror status} says of the stored blobs. */
    public static List<String> status(ScrubStatus scrub, Instant now) {
        var lines = new ArrayList<String>();
        if (scrub.damaged() > 0) {
            lines.add("DAMAGED: " + scrub.damaged() + " stored files, of which "
                    + scrub.lost().size() + " have no source; see docs/scrub.md");
            scrub.lost().forEach(blob -> lines.add("  lost " + blob.sha256() + ": " + SafeText.line(blob.reason())));
        }
        if (scrub.late() > 0) {
            lines.add("LATE: " + scrub.late() + " stored files were not verified within scrub.every; raise scrub.rate");
        }
        lines.add(
                scrub.every() == null
                        ? "scrub: off; every 30 days it would read " + ByteFormat.of(scrub.bytesPerMonth())
                        : "scrub: reads " + ByteFormat.of(scrub.bytesPerMonth()) + " in 30 days; verified longest ago: "
                                + AgeFormat.of(scrub.oldest(), now));
        return lines;
    }
}
