package io.streammirror.cli.progress;

import io.streammirror.api.StatusReport;
import java.io.PrintStream;

/** Shows progress. Lines may come from any thread and never break the part that is redrawn. */
public sealed interface Screen permits TerminalScreen, PlainScreen {
    /** Set by the launcher, because Java 17 cannot find out whether standard output is a terminal. */
    String TERMINAL_PROPERTY = "stream-mirror.terminal";

    /** Bars on a terminal, plain lines in a pipe or a file. */
    static Screen on(PrintStream out, PrintStream err) {
        return isTerminal() ? new TerminalScreen(out, TerminalWidth.detect()) : new PlainScreen(out, err);
    }

    /** Whether text can be redrawn in place. */
    static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL_PROPERTY) && !"dumb".equals(System.getenv("TERM"));
    }

    /** A line that stays. */
    void say(String text);

    /** A line that stays and reports a problem; on standard error, unless the screen is a terminal. */
    void warn(String text);

    /** Shows the current status in the form of this screen. */
    void show(StatusReport report, long nanos);
}
