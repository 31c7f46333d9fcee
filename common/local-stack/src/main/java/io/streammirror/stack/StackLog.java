package io.streammirror.stack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Writes the logs of the embedded broker and store to a bounded file, because the terminal shows the progress. */
final class StackLog {
    private static final String FILE = "stack.log";

    private StackLog() {}

    /** Call this before the first logger is used. */
    static void to(Path directory) throws IOException {
        Files.createDirectories(directory);
        String pattern = directory.resolve(FILE).toString().replace("%", "%%").replace("\\", "\\\\");
        String settings = String.join(
                "\n",
                "handlers=java.util.logging.FileHandler",
                ".level=WARNING",
                "java.util.logging.FileHandler.pattern=" + pattern,
                "java.util.logging.FileHandler.limit=5000000",
                "java.util.logging.FileHandler.count=2",
                "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter",
                "java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$-7s %3$s %5$s%6$s%n");
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
    }
}
