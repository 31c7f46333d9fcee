package io.streammirror.decision;

import io.streammirror.mirror.MirrorName;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Keeps the state of all mirrors together so small that every entry of the log can carry it. What is missed least goes first. */
final class StateBudget {
    /** An entry has a decision and its own fields besides, and stays below 256 KiB. */
    static final int MAX_BYTES = 220_000;

    /** The orders of operators are never thinned out, so they leave room for the rest. */
    static final int MAX_ORDER_BYTES = 100_000;

    /**
     * A way to make the state smaller.
     *
     * @param count of what a mirror has of it
     * @param min a mirror keeps so many
     * @param less the state with one of them less
     */
    private record Reduction(ToIntFunction<MirrorState> count, int min, UnaryOperator<MirrorState> less) {}

    /** A mirror keeps the last two publications, the way back, and the mark of its index, which covers streams without a mark. */
    private static final List<Reduction> STEPS = List.of(
            new Reduction(state -> state.superseded().size(), 10, MirrorState::withoutOldestSuperseded),
            new Reduction(MirrorState::streamMarks, 32, MirrorState::withoutOldestMark),
            new Reduction(state -> state.superseded().size(), 2, MirrorState::withoutOldestSuperseded),
            new Reduction(MirrorState::streamMarks, 4, MirrorState::withoutOldestMark));

    private StateBudget() {}

    /** Thins out the mirrors with the most of a kind until all fit, or until nothing is left that may go. */
    static void fit(Map<MirrorName, MirrorState> mirrors) {
        var sizes = new HashMap<MirrorName, Integer>();
        mirrors.forEach((name, state) -> sizes.put(name, StateSize.of(state)));
        int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
        for (Reduction step : STEPS) {
            while (total > MAX_BYTES) {
                Map.Entry<MirrorName, MirrorState> most = Collections.max(
                        mirrors.entrySet(),
                        Comparator.comparingInt(mirror -> step.count.applyAsInt(mirror.getValue())));
                if (step.count.applyAsInt(most.getValue()) <= step.min) {
                    break;
                }
                MirrorState less = step.less.apply(most.getValue());
                int size = StateSize.of(less);
                total += size - sizes.merge(most.getKey(), size, (before, now) -> before);
                sizes.put(most.getKey(), size);
                mirrors.put(most.getKey(), less);
            }
        }
    }

    /** Whether the orders of all mirrors leave room for the rest. */
    static boolean hasRoomForOrders(Map<MirrorName, MirrorState> mirrors) {
        return mirrors.values().stream()
                        .mapToInt(state -> StateSize.of(state.standing()))
                        .sum()
                <= MAX_ORDER_BYTES;
    }
}
