package io.streammirror.publisher.admin;

import io.streammirror.codec.Json;
import io.streammirror.decision.LogEntry;
import io.streammirror.event.OperatorDecided;
import io.streammirror.mirror.MirrorName;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a change, and why: kept in the log for good.
 *
 * @param who as the person or client calls itself; the token alone does not tell
 */
record Operator(String who, @Nullable String why) {
    /** A sentence or two; the log carries it for ever. */
    static final int MAX_LENGTH = 500;

    Operator {
        requirePlain("who", who);
        if (why != null) {
            requirePlain("why", why);
        }
        if (who.isBlank()) {
            throw new AdminException(400, "'who' must not be empty");
        }
    }

    /** What is told to others of an order that became an entry of the log. */
    OperatorDecided decided(MirrorName mirror, LogEntry entry) {
        String decision =
                Json.mapper().valueToTree(entry.decision()).path("type").asText();
        return new OperatorDecided(mirror, decision, entry.sequence(), who, why, entry.time());
    }

    private static void requirePlain(String field, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new AdminException(400, "'" + field + "' must have at most " + MAX_LENGTH + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new AdminException(400, "'" + field + "' must not hold control characters");
        }
    }
}
