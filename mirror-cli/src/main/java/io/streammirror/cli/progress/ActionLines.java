package io.streammirror.cli.progress;

import io.streammirror.api.MirrorPhase;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions that operators should take, with their commands; the most urgent first. Every line is safe for a terminal.
 */
final class ActionLines {
    private static final int MAX_TEXT = 160;

    private ActionLines() {}

    static List<String> of(StatusReport report) {
        var lines = new ArrayList<String>();
        report.warnings().forEach(warning -> lines.add(SafeText.line(warning)));
        report.mirrors().forEach(mirror -> held(mirror, lines));
        report.mirrors().forEach(mirror -> problem(mirror, lines));
        report.mirrors().forEach(mirror -> missing(mirror, lines));
        report.mirrors().forEach(mirror -> readers(mirror, lines));
        report.mirrors().forEach(mirror -> onHold(mirror, lines));
        return lines;
    }

    private static void held(MirrorStatus mirror, List<String> lines) {
        MirrorStatus.Held held = mirror.held();
        if (held != null) {
            String why = held.objections().isEmpty()
                    ? ""
                    : ": " + SafeText.line(held.objections().get(0).reason(), MAX_TEXT);
            lines.add(mirror.name() + " holds a change of upstream" + why + ". To accept it: "
                    + MirrorText.acceptCommand(mirror, held));
        }
    }

    private static void problem(MirrorStatus mirror, List<String> lines) {
        MirrorPhase state = mirror.state();
        if (state == MirrorPhase.REFUSED || state == MirrorPhase.FAILED || state == MirrorPhase.UNREACHABLE) {
            lines.add(mirror.name() + " is " + state.label()
                    + (mirror.reason() == null ? "" : ": " + SafeText.line(mirror.reason(), MAX_TEXT)));
        }
    }

    private static void missing(MirrorStatus mirror, List<String> lines) {
        if (!mirror.failures().isEmpty()) {
            lines.add(mirror.name() + " lacks " + plural(mirror.failures().size(), "file") + ", first "
                    + SafeText.line(MirrorText.of(mirror.failures().get(0)), MAX_TEXT));
        }
        int omitted = mirror.withheld().size() + mirror.leftOut().size();
        if (omitted > 0) {
            lines.add(mirror.name() + " does not publish " + plural(omitted, "version or stream", "versions or streams")
                    + " of upstream: mirror status " + mirror.name());
        }
    }

    private static void readers(MirrorStatus mirror, List<String> lines) {
        int refusing = mirror.readers().refusing();
        if (refusing > 0) {
            lines.add(mirror.name() + " is refused by " + plural(refusing, "reader") + ": mirror readers "
                    + mirror.name());
        }
    }

    private static void onHold(MirrorStatus mirror, List<String> lines) {
        if (mirror.orders().hold() != null) {
            lines.add(mirror.name() + " is on hold since "
                    + mirror.orders().hold().since() + ". To end it: mirror release " + mirror.name());
        }
    }

    private static String plural(int count, String one) {
        return plural(count, one, one + "s");
    }

    private static String plural(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
