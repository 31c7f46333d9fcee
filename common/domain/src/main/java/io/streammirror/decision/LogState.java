package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was decided and still counts, per mirror.
 *
 * <p>It must stay small: every entry of the log carries it whole, so that the last entry alone is the state.
 *
 * @param sweep the last one, over or not; null while there never was one
 * @param unconfigured since when the configuration does not name a mirror; null while it names all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogState(
        SortedMap<MirrorName, MirrorState> mirrors,
        @Nullable SweepMark sweep,
        @Nullable SortedMap<MirrorName, Instant> unconfigured) {
    public static final LogState EMPTY = new LogState(Collections.emptySortedMap(), null, null);

    public LogState {
        mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
        unconfigured = unconfigured == null || unconfigured.isEmpty()
                ? null
                : Collections.unmodifiableSortedMap(new TreeMap<>(unconfigured));
    }

    /** The state of a mirror, empty for one of which nothing was decided yet. */
    public MirrorState mirror(MirrorName name) {
        return mirrors.getOrDefault(name, MirrorState.EMPTY);
    }

    /** Since when the configuration does not name the mirror; empty while it does, or before a publisher notices. */
    public Optional<Instant> unconfiguredSince(MirrorName name) {
        return Optional.ofNullable(unconfigured).map(since -> since.get(name));
    }

    /** The state with another one of a mirror. All mirrors are thinned out where together they are too large: {@link StateBudget}. */
    public LogState with(MirrorName name, MirrorState state) {
        var next = new TreeMap<>(mirrors);
        next.put(name, state);
        StateBudget.fit(next);
        return new LogState(next, sweep, unconfigured);
    }

    /** Whether the orders of all mirrors leave room in an entry for the rest; if not, no order may be added. */
    public boolean hasRoomForOrders() {
        return StateBudget.hasRoomForOrders(mirrors);
    }

    /** The configuration does not name the mirror any more. */
    public LogState withUnconfigured(MirrorName name, Instant since) {
        var next = new TreeMap<MirrorName, Instant>();
        if (unconfigured != null) {
            next.putAll(unconfigured);
        }
        next.putIfAbsent(name, since);
        return new LogState(mirrors, sweep, next);
    }

    /** The configuration names the mirror again. */
    public LogState withConfigured(MirrorName name) {
        if (unconfigured == null) {
            return this;
        }
        var next = new TreeMap<>(unconfigured);
        next.remove(name);
        return new LogState(mirrors, sweep, next);
    }

    /** As if nothing had ever been decided about the mirror. */
    public LogState without(MirrorName name) {
        var next = new TreeMap<>(mirrors);
        next.remove(name);
        return new LogState(next, sweep, unconfigured).withConfigured(name);
    }

    public LogState withSweep(SweepMark mark) {
        return new LogState(mirrors, mark, unconfigured);
    }

    /** The sweep that is under way; empty while none is. */
    public Optional<SweepMark> openSweep() {
        return Optional.ofNullable(sweep).filter(SweepMark::open);
    }

    /** The sweep is over. */
    public LogState withSweepClosed() {
        return sweep == null ? this : withSweep(sweep.closed());
    }
}
