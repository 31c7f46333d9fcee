package io.streammirror.stack;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The output of a service: a file with one older generation, and the last lines in memory for failure messages. */
final class ServiceLog {
    /** Two generations of every service fit in a hundred megabytes. */
    private static final long MAX_CHARACTERS = 10_000_000;

    /** A stack trace with a cause, or the problems of a configuration. */
    private static final int LAST_LINES = 30;

    private final Path file;
    private final Deque<String> last = new ArrayDeque<>();

    ServiceLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /** Copies until the process closes its output. */
    void copy(InputStream output) throws IOException {
        synchronized (this) {
            last.clear();
        }
        try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            boolean more = true;
            while (more) {
                more = copyGeneration(lines);
            }
        }
    }

    private boolean copyGeneration(BufferedReader lines) throws IOException {
        rotate();
        long written = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                writer.write(line);
                writer.newLine();
                writer.flush();
                written += line.length() + 1L;
                if (written > MAX_CHARACTERS) {
                    return true;
                }
            }
        }
        return false;
    }

    private void rotate() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    synchronized void remember(String line) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
    }
}
