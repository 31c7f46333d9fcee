package io.streammirror.cli.progress;

import io.streammirror.api.MirrorPhase;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ReaderCounts;
import io.streammirror.api.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The status at one glance: what needs an operator, then a row for each mirror. */
public final class StatusTable {
    private StatusTable() {}

    public static List<String> of(StatusReport report, TextStyle style) {
        var lines = new ArrayList<String>();
        List<String> actions = ActionLines.of(report);
        if (!actions.isEmpty()) {
            lines.add(style.bold(style.red("NEEDS ACTION")));
            actions.forEach(action -> lines.add("  " + action));
            lines.add("");
        }
        if (report.mirrors().isEmpty()) {
            lines.add("no mirror has reported yet");
            return lines;
        }
        var table = new TextTable("STATE", "MIRROR", "STORED", "PUBLISHED", "CONTENTS", "READERS");
        report.mirrors()
                .forEach(mirror -> table.row(
                        style(mirror, style),
                        state(mirror),
                        mirror.name().value(),
                        stored(mirror),
                        mirror.publication() == null ? "nothing yet" : AgeFormat.of(mirror.published(), report.time()),
                        mirror.products() + " products, " + mirror.versions() + " versions",
                        readers(mirror.readers())));
        lines.addAll(table.lines(style));
        return lines;
    }

    private static String state(MirrorStatus mirror) {
        if (mirror.orders().hold() != null) {
            return "on hold";
        }
        if (isEmpty(mirror)) {
            return "empty";
        }
        return switch (mirror.state()) {
            case SETTLED -> mirror.complete() ? "up to date" : "incomplete";
            case SYNCING ->
                "syncing " + Bar.percent(mirror.bytes().stored(), mirror.bytes().wanted()) + "%";
            default -> mirror.state().label();
        };
    }

    /** It waits for its first bundle or promotion, or no selection matches anything. */
    private static boolean isEmpty(MirrorStatus mirror) {
        return mirror.state() == MirrorPhase.SETTLED && mirror.publication() == null && mirror.complete();
    }

    private static UnaryOperator<String> style(MirrorStatus mirror, TextStyle style) {
        if (isEmpty(mirror)) {
            return style::yellow;
        }
        if (mirror.state() == MirrorPhase.SETTLED && mirror.orders().hold() == null) {
            return mirror.complete() ? style::green : style::yellow;
        }
        return switch (mirror.state()) {
            case HELD, REFUSED, FAILED -> style::red;
            case UNREACHABLE, UNSETTLED, SETTLED -> style::yellow;
            case WAITING, SYNCING, UNKNOWN -> UnaryOperator.identity();
        };
    }

    private static String stored(MirrorStatus mirror) {
        MirrorStatus.Bytes bytes = mirror.bytes();
        return bytes.missing() == 0
                ? ByteFormat.of(bytes.stored())
                : ByteFormat.of(bytes.stored()) + " of " + ByteFormat.of(bytes.wanted());
    }

    private static String readers(ReaderCounts counts) {
        var parts = new ArrayList<String>();
        add(parts, counts.refusing(), "refusing");
        add(parts, counts.behind(), "behind");
        add(parts, counts.silent(), "silent");
        add(parts, counts.current(), "current");
        return parts.isEmpty() ? "none seen" : String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String state) {
        if (count > 0) {
            parts.add(count + " " + state);
        }
    }
}
