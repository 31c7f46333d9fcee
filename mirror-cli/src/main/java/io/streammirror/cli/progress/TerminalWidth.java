package io.streammirror.cli.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How wide the terminal is: as the shell says, as the terminal says, or 80. */
final class TerminalWidth {
    private static final int DEFAULT = 80;
    private static final int MIN = 20;

    private TerminalWidth() {}

    static int detect() {
        int columns = parse(System.getenv("COLUMNS"));
        return columns > 0 ? columns : ask();
    }

    /** Of {@code "24 80"} or {@code "80"}, the last number; 0 when it is none or too small to draw in. */
    static int parse(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        String last = text.strip().replaceFirst(".*\\s", "");
        int columns = last.matches("[0-9]{1,5}") ? Integer.parseInt(last) : 0;
        return columns < MIN ? 0 : columns;
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            int columns = ended ? parse(answer) : 0;
            return columns > 0 ? columns : DEFAULT;
        } catch (IOException e) {
            return DEFAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DEFAULT;
        }
    }
}
