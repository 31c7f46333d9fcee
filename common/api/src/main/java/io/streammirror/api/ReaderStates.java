package io.streammirror.api;

import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks readers by what they ask for. MAAS reads the index, then each document in the order of the index. It verifies
 * one before it asks for the next.
 */
public final class ReaderStates {
    /** MAAS polls every ten minutes (3.8) or every hour (3.7 and earlier). */
    public static final Duration SILENT_AFTER = Duration.ofHours(3);

    /** {@code gpgv} takes milliseconds, even on a busy machine not this long. */
    static final Duration INDEX_PATIENCE = Duration.ofSeconds(10);

    /** MAAS 3.8 also parses and validates a document of some megabytes. */
    static final Duration DOCUMENT_PATIENCE = Duration.ofMinutes(1);

    /** A client whose order is not known counts as refusing after so many readings that end after the index, */
    static final int MIN_INDEX_READS = 3;

    /** over so long. */
    static final Duration MIN_INDEX_PERIOD = Duration.ofMinutes(10);

    private ReaderStates() {}

    /** Whether a client follows a mirror at all, and is not a person who looked at a document once. */
    public static boolean isReader(ReaderInfo client) {
        ReaderInfo.Attempt attempt = client.attempt();
        return client.read() != null
                || (attempt != null
                        && attempt.index() != null
                        && (ReaderAgents.haveKnownOrder(client.agent()) || attempt.readings() >= MIN_INDEX_READS));
    }

    /**
     * The state of a reader.
     *
     * @param live the publication that clients get; null while there is none
     */
    public static ReaderState of(ReaderInfo reader, Instant now, @Nullable Sha256 live) {
        if (reader.seen().plus(SILENT_AFTER).isBefore(now)) {
            return ReaderState.SILENT;
        }
        if (reader.attempt() != null && stopped(reader.agent(), reader.attempt(), now)) {
            return ReaderState.REFUSING;
        }
        ReaderInfo.Read read = reader.read();
        return read != null && read.publication().equals(live) ? ReaderState.CURRENT : ReaderState.BEHIND;
    }

    private static boolean stopped(String agent, ReaderInfo.Attempt attempt, Instant now) {
        if (attempt.isWhole() || attempt.broken() || attempt.index() == null) {
            return false;
        }
        if (!ReaderAgents.haveKnownOrder(agent) && !asksForIndexesAlone(attempt, now)) {
            return false;
        }
        Duration patience = attempt.asked().isEmpty() ? INDEX_PATIENCE : DOCUMENT_PATIENCE;
        return attempt.readings() > 1 || attempt.last().plus(patience).isBefore(now);
    }

    private static boolean asksForIndexesAlone(ReaderInfo.Attempt attempt, Instant now) {
        return attempt.asked().isEmpty()
                && attempt.readings() >= MIN_INDEX_READS
                && attempt.readingsSince() != null
                && !attempt.readingsSince().plus(MIN_INDEX_PERIOD).isAfter(now);
    }
}
