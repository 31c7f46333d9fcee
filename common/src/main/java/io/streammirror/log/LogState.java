package io.streammirror.log;

import io.streammirror.mirror.MirrorName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was decided and still counts, per mirror.
 *
 * <p>It must stay small: every entry of the log carries it whole, so that the last entry alone is the state.
 */
public record LogState(SortedMap<MirrorName, MirrorState> mirrors) {
    public static final LogState EMPTY = new LogState(Collections.emptySortedMap());

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
        return new LogState(next);
    }
}
