package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.text.SafeText;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Redraws the status in place with ANSI sequences. */
final class TerminalScreen implements Screen {
    private static final String CLEAR_BELOW = "\r\u001b[J";

    private final PrintStream out;
    private final int width;
    private final Map<MirrorName, SmoothedRate> rates = new HashMap<>();
    private List<String> drawn = List.of();

    TerminalScreen(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public synchronized void say(String text) {
        draw(SafeText.lines(text) + System.lineSeparator(), drawn);
    }

    @Override
    public void warn(String text) {
        say(text);
    }

    @Override
    public synchronized void show(StatusReport report, long nanos) {
        for (MirrorStatus mirror : report.mirrors()) {
            long stored = mirror.bytes().stored();
            rates.compute(
                    mirror.name(),
                    (name, rate) ->
                            rate == null ? SmoothedRate.startingAt(nanos, stored) : rate.observe(nanos, stored));
        }
        // A line as wide as the terminal would wrap on some and break the count.
        List<String> lines = StatusLines.live(report, rates, width - 1);
        if (!lines.equals(drawn)) {
            draw("", lines);
        }
    }

    private void draw(String lasting, List<String> lines) {
        var text = new StringBuilder();
        if (!drawn.isEmpty()) {
            text.append("\u001b[").append(drawn.size()).append('A');
        }
        text.append(CLEAR_BELOW).append(lasting);
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        out.print(text);
        out.flush();
        drawn = List.copyOf(lines);
    }
}
