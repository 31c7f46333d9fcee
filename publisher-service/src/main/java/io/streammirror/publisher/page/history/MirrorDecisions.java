package io.streammirror.publisher.page.history;

import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.mirror.MirrorName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the decisions about one mirror, newest first. Entries never change, so each is read once while it is remembered. */
@Singleton
public final class MirrorDecisions {
    /** Entries of the log that one page reads at most: each is a question to the store. */
    static final int MAX_READ = 200;

    static final int MAX_SHOWN = 25;
    private static final int MAX_KEPT = 2_000;

    private final DecisionLog log;
    private final Map<Long, DecisionRow> known = new LinkedHashMap<>();

    public MirrorDecisions(DecisionLog log) {
        this.log = log;
    }

    /**
     * A part of the log.
     *
     * @param before sequence of the oldest entry that was read; 1 when there are no older ones
     */
    record Part(List<DecisionRow> rows, long before) {}

    /** The newest decisions about a mirror whose sequence is smaller than {@code before}. */
    Part of(MirrorName mirror, long before) {
        long sequence = Math.min(before - 1, log.head().sequence());
        var rows = new ArrayList<DecisionRow>();
        int read = 0;
        while (sequence >= 1 && rows.size() < MAX_SHOWN && read < MAX_READ) {
            row(sequence)
                    .filter(row -> row.mirror().filter(mirror::equals).isPresent())
                    .ifPresent(rows::add);
            sequence--;
            read++;
        }
        return new Part(rows, sequence + 1);
    }

    private synchronized Optional<DecisionRow> row(long sequence) {
        DecisionRow row = known.get(sequence);
        if (row != null) {
            return Optional.of(row);
        }
        List<LogEntry> entry = log.entries(sequence, 1);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        DecisionRow read = DecisionRow.of(entry.get(0));
        known.put(sequence, read);
        if (known.size() > MAX_KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return Optional.of(read);
    }
}
