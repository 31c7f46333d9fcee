package io.streammirror.decision;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.io.UncheckedIOException;

/**
 * An entry as it is in the store.
 *
 * @param hash of its bytes, which the next entry carries
 */
record StoredEntry(LogEntry entry, Sha256 hash) {
    /** Reads the bytes of the entry that should have this sequence. */
    static StoredEntry of(long sequence, byte[] bytes) {
        try {
            return new StoredEntry(Json.read(bytes, LogEntry.class), Sha256.of(bytes));
        } catch (UncheckedIOException unreadable) {
            throw new BrokenLogException(sequence, "cannot be understood", unreadable);
        }
    }

    LogHead asHead() {
        return new LogHead(entry, hash);
    }

    /** That the entry belongs right after this head. */
    void checkFollows(LogHead before) {
        if (entry.sequence() != before.nextSequence()) {
            throw new BrokenLogException(before.nextSequence(), "says that it is entry " + entry.sequence(), null);
        }
        if (entry.previous() != null && !entry.previous().equals(before.hash())) {
            throw new BrokenLogException(
                    entry.sequence(),
                    "follows " + entry.previous() + ", but the entry before is " + before.hash(),
                    null);
        }
    }
}
