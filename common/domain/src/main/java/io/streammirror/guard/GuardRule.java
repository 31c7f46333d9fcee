package io.streammirror.guard;

import io.streammirror.decision.Objection;
import java.util.stream.Stream;

/** One way in which an upstream state can be suspicious. */
@FunctionalInterface
interface GuardRule {
    /** What speaks against following the candidate; nothing when it passes. */
    Stream<Objection> objections(Candidate candidate, FollowedState followed);
}
