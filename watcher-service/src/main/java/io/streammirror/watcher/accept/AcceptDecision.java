package io.streammirror.watcher.accept;

import io.streammirror.catalog.CatalogDifference;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.Suspicion;
import io.streammirror.guard.Candidate;
import io.streammirror.guard.Guard;
import io.streammirror.simplestreams.Sha256;
import java.time.Clock;
import java.util.SortedSet;
import java.util.TreeSet;

/** Lets a mirror follow an upstream state. */
final class AcceptDecision {
    private final DecisionLog log;
    private final Guard guard;
    private final FollowedCatalogs followed;
    private final Clock clock;

    AcceptDecision(DecisionLog log, Guard guard, FollowedCatalogs followed, Clock clock) {
        this.log = log;
        this.guard = guard;
        this.followed = followed;
        this.clock = clock;
    }

    /**
     * Writes the acceptance into the log.
     *
     * @param candidate all that following it takes is stored
     */
    AcceptanceResult accept(
            Observation observed, Candidate candidate, CatalogDifference difference, Sha256 differenceBlob) {
        Sha256 revision = candidate.revision();
        var decision = new Decision.CatalogAccepted(observed.mirror(), revision, differenceBlob);
        boolean written = log.append(head -> observed.propose(head, state -> {
                    var accepted = new AcceptedCatalog(
                            revision,
                            clock.instant(),
                            head.nextSequence(),
                            candidate.selectionHash(),
                            overridden(state, candidate));
                    return new Proposal(
                            decision,
                            head.state().with(observed.mirror(), state.withCatalog(accepted, candidate.marks())));
                }))
                .isPresent();
        if (written) {
            return new AcceptanceResult.Accepted(revision, difference, differenceBlob);
        }
        return followed.isFollowed(revision)
                ? new AcceptanceResult.Unchanged(revision)
                : new AcceptanceResult.Conflict();
    }

    /**
     * The suspicions that are not raised again. An operator's acceptance stays valid for its revision. The age of a
     * first catalog is noted and never held.
     */
    private SortedSet<Suspicion> overridden(MirrorState state, Candidate candidate) {
        var overridden = new TreeSet<Suspicion>();
        AcceptedCatalog before = state.catalog();
        if (before != null && before.revision().equals(candidate.revision())) {
            overridden.addAll(before.overridden());
        } else if (before == null && guard.isTooOld(candidate.updated())) {
            overridden.add(Suspicion.FREEZE);
        }
        return overridden;
    }
}
