package io.streammirror.watcher.accept;

import io.streammirror.catalog.CatalogDifference;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Proposal;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import java.util.Optional;

/** Lets a suspicious upstream state wait for an operator. */
final class HoldDecision {
    private final DecisionLog log;

    HoldDecision(DecisionLog log) {
        this.log = log;
    }

    /** The change that waits already: the same state for the same kinds of reasons. Their wording may contain times. */
    static Optional<HeldChange> waiting(MirrorState state, Sha256 revision, List<Objection> objections) {
        HeldChange held = state.held();
        return held != null && state.refused() == null && held.isFor(revision, objections)
                ? Optional.of(held)
                : Optional.empty();
    }

    /**
     * Writes the hold into the log.
     *
     * @param change all that following it takes is stored
     */
    AcceptanceResult hold(Observation observed, HeldChange change, CatalogDifference difference) {
        var decision = new Decision.UpstreamHeld(
                observed.mirror(), change.revision(), change.difference(), change.objections());
        boolean written = log.append(head -> observed.propose(
                        head,
                        state -> new Proposal(decision, head.state().with(observed.mirror(), state.withHeld(change)))))
                .isPresent();
        return written ? new AcceptanceResult.Held(change, difference) : new AcceptanceResult.Conflict();
    }
}
