package io.streammirror.selection.python;

/** Counts the steps of one search down and ends it when none are left. */
final class StepBudget {
    private long left;

    StepBudget(long steps) {
        this.left = steps;
    }

    void step() {
        if (--left < 0) {
            throw new Exhausted();
        }
    }

    /** Carries the news out of the depths of the regex engine; never leaves the package. */
    static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("step budget exhausted", null, false, false);
        }
    }
}
