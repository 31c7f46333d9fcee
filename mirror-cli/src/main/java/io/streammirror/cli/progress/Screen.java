package io.streammirror.cli.progress;

import java.io.PrintStream;

/** Where progress goes; lasting lines may come from any thread and never tear the part that is redrawn. */
public sealed interface Screen permits TerminalScreen, PlainScreen {
    /** Set by the launcher, since Java 17 cannot tell by itself whether standard output alone is a terminal. */
    String TERMINAL_PROPERTY = "stream-mirror.terminal";

    /** Bars on a terminal, plain lines in a pipe or a file. */
    static Screen on(PrintStream out, PrintStream err) {
        boolean capable = Boolean.getBoolean(TERMINAL_PROPERTY) && !"dumb".equals(System.getenv("TERM"));
        return capable ? new TerminalScreen(out, TerminalWidth.detect()) : new PlainScreen(out, err);
    }

    /** A line that stays. */
    void say(String text);

    /** A line that stays and tells of trouble; to standard error where that can be told apart. */
    void warn(String text);

    /** The present state; what that looks like depends on the screen. */
    void show(StatusReport report, long nanos);
}
