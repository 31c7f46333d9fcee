package io.streammirror.guard;

import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Protects a mirror from validly signed documents that are replayed, withheld, contradictory or emptied.
 *
 * <p>What it objects to is held, not refused: an operator who knows better accepts that state, and only that state.
 */
public final class Guard {
    private final List<GuardRule> rules;
    private final Freeze freeze;

    private Guard(List<GuardRule> rules, Freeze freeze) {
        this.rules = rules;
        this.freeze = freeze;
    }

    /**
     * The guard of a mirror.
     *
     * @param maxAge of upstream's newest time stamp
     * @param maxRemoval share of versions or bytes, from 0 to 1, that may vanish at once
     */
    public static Guard within(Duration maxAge, double maxRemoval, Clock clock) {
        var freeze = new Freeze(maxAge, clock);
        return new Guard(
                List.of(
                        new RollbackAttack(),
                        new Equivocation(),
                        new FastForward(clock),
                        freeze,
                        new MassRemoval(maxRemoval)),
                freeze);
    }

    /** Why the candidate must not be followed without an operator's word; empty when there is nothing against it. */
    public List<Objection> objections(Candidate candidate, FollowedState followed) {
        return rules.stream()
                .flatMap(rule -> rule.objections(candidate, followed))
                .filter(objection -> !isOverridden(objection, candidate, followed))
                .toList();
    }

    /**
     * The objection to a state that has not changed: its age.
     *
     * @param updated the newest time stamp of it; null where upstream has none
     */
    public Optional<Objection> age(@Nullable Instant updated, FollowedState followed) {
        AcceptedCatalog accepted = followed.state().catalog();
        return accepted != null && accepted.overridden().contains(Suspicion.FREEZE)
                ? Optional.empty()
                : freeze.objection(updated);
    }

    /** A warning about the age of a followed state; empty if there is nothing to say. */
    public Optional<String> ageNote(@Nullable Instant updated, FollowedState followed) {
        return age(updated, followed).isPresent() ? Optional.empty() : freeze.note(updated);
    }

    /** Whether the newest time stamp of a state is longer ago than the operator allows. */
    public boolean isTooOld(@Nullable Instant updated) {
        return freeze.isTooOld(updated);
    }

    private static boolean isOverridden(Objection objection, Candidate candidate, FollowedState followed) {
        AcceptedCatalog accepted = followed.state().catalog();
        return accepted != null
                && accepted.revision().equals(candidate.revision())
                && accepted.overridden().contains(objection.suspicion());
    }
}
