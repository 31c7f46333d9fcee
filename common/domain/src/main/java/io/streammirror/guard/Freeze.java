package io.streammirror.guard;

import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state may not be too old: whoever can withhold new documents keeps a mirror on vulnerable images without forging anything.
 *
 * <p>SimpleStreams documents do not expire, so the operator says how often this upstream is renewed at the least.
 */
final class Freeze implements GuardRule {
    private final Duration maxAge;
    private final Clock clock;

    Freeze(Duration maxAge, Clock clock) {
        this.maxAge = maxAge;
        this.clock = clock;
    }

    @Override
    public Stream<Objection> objections(Candidate candidate, FollowedState followed) {
        return objection(candidate.updated()).stream();
    }

    /** What the age of a time stamp alone says; a state becomes too old also while it stays the same. */
    Optional<Objection> objection(@Nullable Instant updated) {
        if (updated == null || !updated.isBefore(clock.instant().minus(maxAge))) {
            return Optional.empty();
        }
        return Optional.of(new Objection(
                Suspicion.FREEZE,
                "upstream's newest document is of " + updated + ", longer ago than max-upstream-age (" + days(maxAge)
                        + "); somebody may be withholding what came since"));
    }

    private static String days(Duration duration) {
        return duration.toDays() > 0
                ? duration.toDays() + " days"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
