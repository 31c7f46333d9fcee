package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a mirror in this run. */
public enum MirrorPhase {
    /** Upstream was not polled yet in this run. */
    WAITING,
    /** Items are being fetched, or a tree is being assembled. */
    SYNCING,
    /** Nothing changes before the next poll. */
    SETTLED,
    /** Upstream, or the tree made from it, was refused; the live tree stays. */
    REFUSED,
    /** Upstream's documents are of two different states; it is polled again soon. */
    UNSETTLED,
    /** Upstream did not answer. */
    UNREACHABLE,
    /** The mirror's own store or log failed. */
    FAILED,
    /** A suspicious change of upstream waits for an operator. */
    HELD,
    /** A state that only a newer publisher knows. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name in JSON and in messages. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
