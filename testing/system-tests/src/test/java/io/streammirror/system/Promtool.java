package io.streammirror.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Debian's {@code promtool}, which comes with its package {@code prometheus}. */
final class Promtool {
    private Promtool() {}

    /** Skips the test where the package is not installed. */
    static void assumeInstalled() {
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
        assumeTrue(installed, "Debian's package prometheus");
    }

    /** Runs a command on files; fails unless it ends well. */
    static String run(List<String> command, List<Path> files) {
        var words = new ArrayList<>(List.of("promtool"));
        words.addAll(command);
        files.forEach(file -> words.add(file.toString()));
        return new Command(words, Map.of()).output();
    }
}
