package io.streammirror.guard;

import io.streammirror.decision.HighWater;
import io.streammirror.decision.IndexMark;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Nothing may be of the future: as the newest state seen it would make everything genuine after it a rollback. */
final class FastForward implements GuardRule {
    /** Clocks of machines that keep time at all differ by less. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Clock clock;

    FastForward(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Stream<Objection> objections(Candidate candidate, FollowedState followed) {
        Instant latest = clock.instant().plus(TOLERANCE);
        IndexMark index = candidate.marks().index();
        Stream<String> early = index == null ? Stream.empty() : early("index " + index.path(), index.highest(), latest);
        Stream<String> streams = candidate.marks().streams().entrySet().stream()
                .flatMap(mark -> early("stream " + mark.getKey(), mark.getValue(), latest));
        return Stream.concat(early, streams)
                .map(what -> new Objection(
                        Suspicion.FAST_FORWARD, what + ", which is in the future; check the clock of this machine"));
    }

    private static Stream<String> early(String what, HighWater mark, Instant latest) {
        return mark.updated().isAfter(latest) ? Stream.of(what + " is of " + mark.updated()) : Stream.empty();
    }
}
