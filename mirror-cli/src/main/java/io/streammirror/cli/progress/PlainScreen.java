package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.text.SafeText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Prints a line for each change, at most once a second per mirror. */
final class PlainScreen implements Screen {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrintStream out;
    private final PrintStream err;
    private final Map<MirrorName, Printed> printed = new HashMap<>();

    PlainScreen(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public synchronized void say(String text) {
        out.println(SafeText.lines(text));
        out.flush();
    }

    @Override
    public synchronized void warn(String text) {
        err.println(SafeText.lines(text));
        err.flush();
    }

    @Override
    public synchronized void show(StatusReport report, long nanos) {
        for (MirrorStatus mirror : report.mirrors()) {
            String line = StatusLines.plain(mirror);
            Printed last = printed.get(mirror.name());
            boolean ended = mirror.settled() && (last == null || !last.settled());
            if (last == null || ended || (!last.line().equals(line) && nanos - last.nanos() >= PAUSE_NANOS)) {
                printed.put(mirror.name(), new Printed(line, nanos, mirror.settled()));
                say(line);
            }
        }
    }

    private record Printed(String line, long nanos, boolean settled) {}
}
