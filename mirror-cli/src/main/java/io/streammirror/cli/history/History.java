package io.streammirror.cli.history;

import io.streammirror.cli.client.PublisherClient;
import io.streammirror.codec.Json;
import io.streammirror.decision.LogEntry;
import io.streammirror.text.SafeText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Prints the newest decisions. */
public final class History {
    private final PublisherClient publisher;
    private final int limit;
    private final @Nullable String mirror;

    /**
     * @param limit how many of the newest entries to read
     * @param mirror prints only decisions about this mirror; null prints all
     */
    public History(PublisherClient publisher, int limit, @Nullable String mirror) {
        this.publisher = publisher;
        this.limit = limit;
        this.mirror = mirror;
    }

    /** Prints the newest first, for people or as JSON. */
    public void print(PrintStream out, boolean json) {
        List<LogEntry> entries = entries();
        if (json) {
            out.print(SafeText.json(new String(Json.pretty(entries), StandardCharsets.UTF_8)));
        } else if (entries.isEmpty()) {
            out.println("the decision log is empty, or has no entry about this mirror");
        } else {
            entries.forEach(entry -> out.println(DecisionText.of(entry)));
        }
    }

    private List<LogEntry> entries() {
        long last = publisher.logPosition().sequence();
        return LongStream.iterate(last, sequence -> sequence >= 1 && sequence > last - limit, sequence -> sequence - 1)
                .mapToObj(sequence -> Json.read(publisher.logEntry(sequence), LogEntry.class))
                .filter(entry -> mirror == null
                        || DecisionText.mirror(entry.decision())
                                .filter(name -> name.value().equals(mirror))
                                .isPresent())
                .toList();
    }
}
