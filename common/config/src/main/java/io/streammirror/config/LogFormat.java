package io.streammirror.config;

/** The form of log lines on the console. */
public enum LogFormat {
    /** A sentence and {@code key=value} pairs, for people. */
    TEXT,
    /** One JSON object for each line, with the same keys. */
    JSON;

    /**
     * Reads what an operator writes: {@code text} or {@code json}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static LogFormat parse(String text) {
        return switch (text) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("'" + text + "' is neither text nor json");
        };
    }
}
