package io.streammirror.publisher.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a mirror stands in this run. */
enum MirrorPhase {
    /** Upstream has not been looked at yet in this run. */
    WAITING,
    /** Items are on their way, or what has come is being assembled. */
    SYNCING,
    /** Nothing more will happen by itself before the next poll. */
    SETTLED,
    /** Upstream, or what would be made of it, is not fit to follow; what was live stays. */
    REFUSED,
    /** Upstream is between two states, and is looked at again soon. */
    UNSETTLED,
    /** Upstream did not answer. */
    UNREACHABLE,
    /** The mirror could not do its own part: its store or its log failed. */
    FAILED,
    /** Upstream is suspicious, and an operator must say so. */
    HELD;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
