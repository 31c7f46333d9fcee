package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
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
    /** Superseded publications of all mirrors together: some 150 kB in each entry. */
    static final int MAX_SUPERSEDED = 400;

    /** A mirror keeps so many, however many mirrors there are: the last one is the way back. */
    static final int MIN_SUPERSEDED = 2;

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

    public LogState with(MirrorName name, MirrorState state) {
        var next = new TreeMap<>(mirrors);
        next.put(name, state);
        thinOut(next);
        return new LogState(next, sweep, unconfigured);
    }

    /** The mirrors with the most superseded publications give up their oldest. */
    private static void thinOut(Map<MirrorName, MirrorState> mirrors) {
        int count = mirrors.values().stream()
                .mapToInt(state -> state.superseded().size())
                .sum();
        for (; count > MAX_SUPERSEDED; count--) {
            Map.Entry<MirrorName, MirrorState> most =
                    Collections.max(mirrors.entrySet(), Comparator.comparingInt(mirror -> mirror.getValue()
                            .superseded()
                            .size()));
            if (most.getValue().superseded().size() <= MIN_SUPERSEDED) {
                return;
            }
            mirrors.put(most.getKey(), most.getValue().withoutOldestSuperseded());
        }
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
