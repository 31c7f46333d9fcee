package io.streammirror.publisher.sweep;

import io.streammirror.config.Settings;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.LogState;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Forgets mirrors that the configuration does not name any more, since every entry of the log carries each mirror's state.
 *
 * <p>A mirror is marked first and forgotten {@link #KEPT} later, so one that is missing by mistake loses nothing. Where two publishers
 * of one bucket have different mirrors, each takes back the other's marks.
 */
public final class UnconfiguredMirrors {
    /** From the first day without a mirror until it is forgotten. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final Set<MirrorName> configured;
    private final DecisionLog log;
    private final Clock clock;

    public UnconfiguredMirrors(Settings settings, DecisionLog log, Clock clock) {
        this(settings.mirrors().keySet(), log, clock);
    }

    UnconfiguredMirrors(Set<MirrorName> configured, DecisionLog log, Clock clock) {
        this.configured = Set.copyOf(configured);
        this.log = log;
        this.clock = clock;
    }

    /** Marks, unmarks and forgets; each is an entry of the log, and there is none while nothing changes. */
    public void review() {
        while (log.append(this::next).isPresent()) {
            // One mirror after the other.
        }
    }

    private Optional<Proposal> next(LogHead head) {
        LogState state = head.state();
        var names = new TreeSet<>(state.mirrors().keySet());
        return names.stream().flatMap(name -> next(state, name).stream()).findFirst();
    }

    private Optional<Proposal> next(LogState state, MirrorName name) {
        Instant now = clock.instant();
        Optional<Instant> since = state.unconfiguredSince(name);
        if (configured.contains(name)) {
            return since.map(marked -> new Proposal(new Decision.MirrorConfigured(name), state.withConfigured(name)));
        }
        if (since.isEmpty()) {
            return Optional.of(new Proposal(new Decision.MirrorUnconfigured(name), state.withUnconfigured(name, now)));
        }
        return now.isBefore(since.get().plus(KEPT))
                ? Optional.empty()
                : Optional.of(new Proposal(new Decision.MirrorForgotten(name), state.without(name)));
    }
}
