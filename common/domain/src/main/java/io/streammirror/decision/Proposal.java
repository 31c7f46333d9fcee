package io.streammirror.decision;

import org.jspecify.annotations.Nullable;

/**
 * A decision to be logged, with the state it leads to.
 *
 * @param who the person or client that asked for it; null when the mirror itself did
 */
public record Proposal(
        Decision decision,
        LogState newState,
        @Nullable String who,
        @Nullable String why) {
    /** A decision that the mirror takes by itself. */
    public Proposal(Decision decision, LogState newState) {
        this(decision, newState, null, null);
    }
}
