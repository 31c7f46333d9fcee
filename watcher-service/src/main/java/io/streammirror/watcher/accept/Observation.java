package io.streammirror.watcher.accept;

import io.streammirror.decision.LogHead;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.sweep.OpenSweep;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state of the log that a decision rests on. The decision is void when another writer decided about this upstream meanwhile, or when a
 * sweep began.
 */
record Observation(MirrorName mirror, LogState log, OpenSweep sweep) {
    MirrorState state() {
        return log.mirror(mirror);
    }

    /** The proposal for the head of the log as it is now; empty when the decision is void. */
    Optional<Proposal> propose(LogHead head, Function<MirrorState, Proposal> decision) {
        MirrorState now = head.state().mirror(mirror);
        return now.sameUpstreamAs(state()) && !sweep.isOutdated(head.state())
                ? Optional.of(decision.apply(now))
                : Optional.empty();
    }
}
