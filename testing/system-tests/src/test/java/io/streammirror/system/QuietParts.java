package io.streammirror.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the log of broker and store in the JVM of the test to a file: they complain of every injected fault. */
final class QuietParts {
    /** Held, or the settings would go with the next garbage collection. */
    private static final Logger ROOT = Logger.getLogger("");

    private QuietParts() {}

    static void logTo(Path file) {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        try {
            var handler = new FileHandler(file.toString(), 20_000_000, 1);
            handler.setFormatter(new SimpleFormatter());
            ROOT.addHandler(handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ROOT.setLevel(Level.WARNING);
    }
}
