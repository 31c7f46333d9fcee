package io.streammirror.publisher.admin;

import io.streammirror.api.OperatorRequest;
import io.streammirror.codec.Json;
import io.streammirror.decision.LogEntry;
import io.streammirror.event.OperatorDecided;
import io.streammirror.mirror.MirrorName;
import org.jspecify.annotations.Nullable;

/**
 * The person who orders a change, and the reason. The log keeps both.
 *
 * @param who the person or client, as it calls itself; all administrators share one token
 */
record Operator(String who, @Nullable String why) {
    /** A sentence or two; the log keeps it forever. */
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

    /**
     * The operator of a request.
     *
     * @throws AdminException with status 400 for names or reasons that the log does not take
     */
    static Operator of(OperatorRequest request) {
        return new Operator(request.who(), request.why());
    }

    /** The event that announces an order which the log has recorded. */
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
            throw new AdminException(400, "'" + field + "' must not contain control characters");
        }
    }
}
