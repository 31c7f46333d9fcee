package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the work is such that slots may take several records at a time: many small items one after the other, for which asking
 * the broker costs more than the work itself. Shared by all slots.
 *
 * <p>A large item ends it at once, so that no slot sits on work that another could do.
 */
final class WorkPace {
    /** Larger items are worth a round trip of their own. */
    static final long SMALL_BYTES = 1_000_000;

    /** Slower ones too, whatever their size. */
    static final Duration SHORT = Duration.ofSeconds(1);

    /** Where large and small items take turns, as in a MAAS tree, so many small ones never come in a row. */
    static final int IN_A_ROW = 16;

    private final AtomicInteger inARow = new AtomicInteger();
    private final boolean several;

    WorkPace() {
        this(true);
    }

    private WorkPace(boolean several) {
        this.several = several;
    }

    /** Slots take single records, whatever the work is like. */
    static WorkPace ofSingles() {
        return new WorkPace(false);
    }

    void worked(long bytes, Duration took) {
        if (bytes <= SMALL_BYTES && took.compareTo(SHORT) <= 0) {
            inARow.updateAndGet(count -> Math.min(count + 1, IN_A_ROW));
        } else {
            inARow.set(0);
        }
    }

    /** Large work is about to begin, which may take long: from now on no slot takes several records. */
    void interrupted() {
        inARow.set(0);
    }

    boolean brisk() {
        return several && inARow.get() >= IN_A_ROW;
    }
}
