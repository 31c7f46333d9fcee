package io.streammirror.decision;

import io.streammirror.codec.Json;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The objects of the log: entries by their sequence, and the hint where the last of them may be. */
final class LogFiles {
    /** A number of up to 19 digits and a line feed. */
    private static final int MAX_HINT_BYTES = 20;

    private static final ObjectAttributes TEXT = new ObjectAttributes("text/plain", Map.of());

    private final ObjectStore store;

    LogFiles(ObjectStore store) {
        this.store = store;
    }

    Optional<StoredObject> find(long sequence) {
        return store.head(StoreKeys.logEntry(sequence));
    }

    Optional<StoredEntry> read(long sequence) {
        return raw(sequence).map(bytes -> StoredEntry.of(sequence, bytes));
    }

    Optional<byte[]> raw(long sequence) {
        try {
            return Optional.of(store.read(StoreKeys.logEntry(sequence), DecisionLog.MAX_ENTRY_BYTES));
        } catch (ObjectMissingException missing) {
            return Optional.empty();
        }
    }

    boolean create(LogEntry entry) {
        byte[] bytes = Json.pretty(entry);
        if (bytes.length > DecisionLog.MAX_ENTRY_BYTES) {
            throw new LogEntryTooLargeException(entry.sequence(), bytes.length);
        }
        return store.create(StoreKeys.logEntry(entry.sequence()), bytes, ObjectAttributes.JSON);
    }

    /** Where to start to look; 0 when the hint is missing, cannot be read, or is no number. */
    long hint() {
        try {
            byte[] text = store.read(StoreKeys.LOG_HINT, MAX_HINT_BYTES);
            return Long.parseLong(new String(text, StandardCharsets.UTF_8).strip());
        } catch (StoreException | NumberFormatException useless) {
            return 0;
        }
    }

    /** Best effort: an old hint only makes the search a little longer. */
    void writeHint(long sequence) {
        try {
            store.put(StoreKeys.LOG_HINT, (sequence + "\n").getBytes(StandardCharsets.UTF_8), TEXT);
        } catch (StoreException onlySlower) {
            // The entry is stored, so the decision stands.
        }
    }
}
