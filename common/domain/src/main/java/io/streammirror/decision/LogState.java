package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was decided and still counts, per mirror.
 *
 * <p>It must stay small: every entry of the log carries it whole, so that the last entry alone is the state.
 *
 * @param sweep the last one, over or not; null while there never was one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogState(
        SortedMap<MirrorName, MirrorState> mirrors,
        @Nullable SweepMark sweep) {
    public static final LogState EMPTY = new LogState(Collections.emptySortedMap(), null);

    public LogState {
        mirrors = Collections.unmodifiableSortedMap(new TreeMap<>(mirrors));
    }

    /** The state of a mirror, empty for one of which nothing was decided yet. */
    public MirrorState mirror(MirrorName name) {
        return mirrors.getOrDefault(name, MirrorState.EMPTY);
    }

    public LogState with(MirrorName name, MirrorState state) {
        var next = new TreeMap<>(mirrors);
        next.put(name, state);
        return new LogState(next, sweep);
    }

    public LogState withSweep(SweepMark mark) {
        return new LogState(mirrors, mark);
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
