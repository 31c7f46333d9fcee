package io.streammirror.selection.python;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows an expression as it is read, to find repetitions of what may match nothing inside repetitions of what may match nothing.
 *
 * <p>At the end of a text such loops look at no character any more, so that no step is counted, while their number multiplies with each
 * level: they alone could run for ever.
 */
final class EmptyLoops {
    private final Deque<Frame> groups = new ArrayDeque<>();
    private Frame group = new Frame();

    /** One group while it is read: its branches so far, and the item last read, which a repetition may follow. */
    private static final class Frame {
        private boolean branchMayBeEmpty = true;
        private boolean anyBranchMayBeEmpty;
        private boolean loops;
        private boolean lastMayBeEmpty = true;
        private boolean lastLoops;

        private void next(boolean mayBeEmpty, boolean isLoop) {
            branchMayBeEmpty &= lastMayBeEmpty;
            loops |= lastLoops;
            lastMayBeEmpty = mayBeEmpty;
            lastLoops = isLoop;
        }

        private void endBranch() {
            next(true, false);
            anyBranchMayBeEmpty |= branchMayBeEmpty;
            branchMayBeEmpty = true;
        }
    }

    /** An item that is not a group. */
    void item(boolean mayBeEmpty) {
        group.next(mayBeEmpty, false);
    }

    void open() {
        groups.push(group);
        group = new Frame();
    }

    void branch() {
        group.endBranch();
    }

    /**
     * The end of a group.
     *
     * @param looksAround whether it matches nothing itself
     */
    void close(boolean looksAround) {
        group.endBranch();
        Frame closed = group;
        group = groups.pop();
        group.next(looksAround || closed.anyBranchMayBeEmpty, closed.loops);
    }

    /**
     * Repeats the last item.
     *
     * @param mayBeNone whether the repetition itself may match nothing
     * @param often whether it may match more than once
     * @return false when the repetition must be refused
     */
    boolean repeat(boolean mayBeNone, boolean often) {
        boolean loop = often && group.lastMayBeEmpty;
        if (loop && group.lastLoops) {
            return false;
        }
        group.lastLoops |= loop;
        group.lastMayBeEmpty |= mayBeNone;
        return true;
    }
}
