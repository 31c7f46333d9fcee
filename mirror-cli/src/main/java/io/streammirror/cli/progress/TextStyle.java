package io.streammirror.cli.progress;

import java.util.Map;

/** Colours of a terminal; none in a pipe, on a dumb terminal, or where {@code NO_COLOR} is set (no-color.org). */
public record TextStyle(boolean coloured) {
    public static final TextStyle PLAIN = new TextStyle(false);

    private static final String RESET = "\u001b[0m";

    /** That of standard output. */
    public static TextStyle ofOutput() {
        return of(System.getenv(), Boolean.getBoolean(Screen.TERMINAL_PROPERTY));
    }

    static TextStyle of(Map<String, String> environment, boolean terminal) {
        return new TextStyle(terminal
                && !"dumb".equals(environment.get("TERM"))
                && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    public String bold(String text) {
        return styled("\u001b[1m", text);
    }

    public String red(String text) {
        return styled("\u001b[31m", text);
    }

    public String yellow(String text) {
        return styled("\u001b[33m", text);
    }

    public String green(String text) {
        return styled("\u001b[32m", text);
    }

    private String styled(String code, String text) {
        return coloured && !text.isEmpty() ? code + text + RESET : text;
    }
}
