package io.streammirror.guard;

import io.streammirror.decision.Objection;
import java.util.stream.Stream;

/** One way in which an upstream state can be suspicious. */
@FunctionalInterface
interface GuardRule {
    /** The objections to the candidate; none if it passes. */
    Stream<Objection> objections(Candidate candidate, FollowedState followed);
}
