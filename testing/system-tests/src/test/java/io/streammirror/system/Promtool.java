package io.streammirror.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's {@code promtool}, which comes with its package {@code prometheus}. */
final class Promtool {
    private Promtool() {}

    /** Runs a command on files; fails unless it ends well. */
    static String run(List<String> command, List<Path> files) {
        var words = new ArrayList<>(List.of("promtool"));
        words.addAll(command);
        files.forEach(file -> words.add(file.toString()));
        return new Command(words, Map.of()).output();
    }
}
