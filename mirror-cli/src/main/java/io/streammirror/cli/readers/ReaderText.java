package io.streammirror.cli.readers;

import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderReport;
import io.streammirror.api.ReaderState;
import io.streammirror.cli.progress.AgeFormat;
import io.streammirror.cli.progress.TextStyle;
import io.streammirror.cli.progress.TextTable;
import io.streammirror.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The readers as a table for each mirror, those that need attention first. Every line is safe for a terminal. */
public final class ReaderText {
    private static final int MAX_AGENT = 40;
    private static final int DIGITS = 12;
    private static final List<ReaderState> ORDER = List.of(
            ReaderState.REFUSING, ReaderState.BEHIND, ReaderState.SILENT, ReaderState.UNKNOWN, ReaderState.CURRENT);

    private ReaderText() {}

    public static List<String> of(ReaderReport report, TextStyle style) {
        var lines = new ArrayList<String>();
        for (ReaderReport.MirrorReaders mirror : report.mirrors()) {
            lines.add(style.bold(mirror.name().value()) + ": " + of(mirror.counts()) + "; publication "
                    + (mirror.publication() == null ? "-" : mirror.publication().abbreviated()) + " of "
                    + AgeFormat.of(mirror.published(), report.time()));
            List<ReaderInfo> readers = report.readers().stream()
                    .filter(reader -> mirror.name().equals(reader.mirror()))
                    .sorted(Comparator.comparingInt((ReaderInfo reader) -> ORDER.indexOf(reader.state()))
                            .thenComparing(ReaderInfo::address))
                    .toList();
            if (!readers.isEmpty()) {
                table(readers, mirror.signer(), report.time(), style).forEach(line -> lines.add("  " + line));
            }
        }
        report.readers().stream()
                .filter(reader -> reader.mirror() == null)
                .forEach(lost -> lines.add(style.yellow("LOST") + "  " + text(lost.address()) + " "
                        + SafeText.line(lost.agent(), MAX_AGENT) + " asks for " + text(lost.notFoundPath())
                        + ", where no mirror is"));
        lines.add("Counted since " + report.since() + ", when the publisher started.");
        return lines;
    }

    public static String of(ReaderCounts counts) {
        return counts.current() + " current, " + counts.behind() + " behind, " + counts.refusing() + " refusing, "
                + counts.silent() + " silent";
    }

    private static List<String> table(List<ReaderInfo> readers, @Nullable String signer, Instant now, TextStyle style) {
        var table = new TextTable("STATE", "ADDRESS", "AGENT", "SEEN", "HAS READ", "ITEMS", "KEYRING", "NOTE");
        readers.forEach(reader -> table.row(
                style(reader.state(), style),
                reader.state().label(),
                text(reader.address()),
                SafeText.line(reader.agent(), MAX_AGENT),
                AgeFormat.of(reader.seen(), now),
                read(reader),
                reader.items().taken() + " taken, " + reader.items().brokenOff() + " broken off, "
                        + reader.items().notAsked() + " not asked",
                reader.keyring() == null ? "-" : AgeFormat.of(reader.keyring(), now),
                note(reader, signer)));
        return table.lines(style);
    }

    private static UnaryOperator<String> style(ReaderState state, TextStyle style) {
        return switch (state) {
            case REFUSING -> style::red;
            case BEHIND, SILENT, UNKNOWN -> style::yellow;
            case CURRENT -> style::green;
        };
    }

    private static String read(ReaderInfo reader) {
        ReaderInfo.Read read = reader.read();
        if (read == null) {
            return "nothing whole";
        }
        if (reader.state() == ReaderState.CURRENT) {
            return "the live one";
        }
        return read.publication().abbreviated() + (read.behind() == null ? "" : ", " + read.behind() + " behind");
    }

    private static String note(ReaderInfo reader, @Nullable String signer) {
        var notes = new ArrayList<String>();
        if (reader.refuses() != null) {
            notes.add(
                    "index".equals(reader.refuses())
                            ? "refuses the index: give it the keyring of this mirror"
                            : "refuses " + text(reader.refuses()));
            ReaderInfo.Read read = reader.read();
            if (read != null && read.signer() != null && !read.signer().equals(signer)) {
                notes.add("accepted the key " + SafeText.line(read.signer(), DIGITS));
            }
        }
        if (reader.notFound() > 0) {
            notes.add(reader.notFound() + " times 404, last " + text(reader.notFoundPath()));
        }
        return String.join("; ", notes);
    }

    private static String text(@Nullable String foreign) {
        return SafeText.line(foreign == null ? "-" : foreign);
    }
}
