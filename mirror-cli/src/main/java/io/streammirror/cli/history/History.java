package io.streammirror.cli.history;

import io.streammirror.codec.Json;
import io.streammirror.decision.LogEntry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The newest decisions. */
public final class History {
    private final LogClient log;
    private final int limit;
    private final @Nullable String mirror;

    /**
     * @param limit how many of the newest entries are looked at
     * @param mirror the only mirror that counts; null for all
     */
    public History(LogClient log, int limit, @Nullable String mirror) {
        this.log = log;
        this.limit = limit;
        this.mirror = mirror;
    }

    /** Prints them, newest first, for people or for programs. */
    public void print(PrintStream out, boolean json) {
        List<LogEntry> entries = entries();
        if (json) {
            out.print(new String(Json.pretty(entries), StandardCharsets.UTF_8));
        } else if (entries.isEmpty()) {
            out.println("nothing was decided yet");
        } else {
            // Reasons quote upstream; a control character in one must not reach the terminal.
            entries.forEach(entry -> out.println(DecisionText.of(entry).replaceAll("\\p{Cntrl}", "?")));
        }
    }

    private List<LogEntry> entries() {
        long last = log.head().sequence();
        return LongStream.iterate(last, sequence -> sequence >= 1 && sequence > last - limit, sequence -> sequence - 1)
                .mapToObj(sequence -> Json.read(log.entry(sequence), LogEntry.class))
                .filter(entry -> mirror == null
                        || DecisionText.mirror(entry.decision())
                                .filter(name -> name.value().equals(mirror))
                                .isPresent())
                .toList();
    }
}
