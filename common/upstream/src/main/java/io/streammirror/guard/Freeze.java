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
 * A state may not be too old: an attacker who withholds new documents keeps a mirror on vulnerable images without forging anything.
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
        // A first adoption has nothing to fall back on: holding it would leave the mirror empty.
        return followed.state().catalog() == null ? Stream.empty() : objection(candidate.updated()).stream();
    }

    /** The objection to the age of a timestamp. A state becomes too old also while it stays the same. */
    Optional<Objection> objection(@Nullable Instant updated) {
        if (!isTooOld(updated)) {
            return Optional.empty();
        }
        return Optional.of(new Objection(
                Suspicion.FREEZE,
                "upstream's newest document is of " + updated + ", longer ago than max-upstream-age (" + days(maxAge)
                        + "); newer documents may be withheld"));
    }

    boolean isTooOld(@Nullable Instant updated) {
        return updated != null && updated.isBefore(clock.instant().minus(maxAge));
    }

    /**
     * A warning before a state becomes too old, and a note for one that is too old and followed all the same. The text stays the same while
     * the state does.
     */
    Optional<String> note(@Nullable Instant updated) {
        if (updated == null) {
            return Optional.empty();
        }
        String since = "upstream's newest document is of " + updated;
        if (isTooOld(updated)) {
            return Optional.of(since + ", longer ago than max-upstream-age (" + days(maxAge)
                    + "); it is followed all the same, but check whether newer documents are withheld");
        }
        Duration warnAfter = maxAge.multipliedBy(2).dividedBy(3);
        return updated.isBefore(clock.instant().minus(warnAfter))
                ? Optional.of(since + "; from " + updated.plus(maxAge) + " on it is held as too old (max-upstream-age "
                        + days(maxAge) + ")")
                : Optional.empty();
    }

    private static String days(Duration duration) {
        return duration.toDays() > 0
                ? duration.toDays() + " days"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
