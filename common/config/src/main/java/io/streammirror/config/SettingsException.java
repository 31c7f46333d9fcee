package io.streammirror.config;

import java.util.List;

/** The configuration cannot be used; the message lists every problem found, each with its key and what to write instead. */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    public SettingsException(String where, List<String> problems) {
        super(message(where, problems));
        this.problems = List.copyOf(problems);
    }

    /** One line a problem, each starting with the key. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String where, List<String> problems) {
        var text = new StringBuilder(where)
                .append(": ")
                .append(problems.size())
                .append(problems.size() == 1 ? " problem" : " problems");
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
