package io.streammirror.api;

import java.util.Collection;

/** How many readers of a mirror are in each state. */
public record ReaderCounts(int current, int behind, int refusing, int silent) {
    public static final ReaderCounts NONE = new ReaderCounts(0, 0, 0, 0);

    public static ReaderCounts of(Collection<ReaderState> states) {
        return new ReaderCounts(
                count(states, ReaderState.CURRENT),
                count(states, ReaderState.BEHIND),
                count(states, ReaderState.REFUSING),
                count(states, ReaderState.SILENT));
    }

    private static int count(Collection<ReaderState> states, ReaderState state) {
        return (int) states.stream().filter(state::equals).count();
    }

    public int all() {
        return current + behind + refusing + silent;
    }
}
