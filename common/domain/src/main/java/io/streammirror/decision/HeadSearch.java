package io.streammirror.decision;

import java.util.function.LongPredicate;

/** Finds the last entry of a log without gaps from a guess, in a number of requests that grows with the logarithm of its error. */
final class HeadSearch {
    private final LongPredicate exists;

    HeadSearch(LongPredicate exists) {
        this.exists = exists;
    }

    /** The last sequence that exists, 0 when none does. */
    long from(long guess) {
        long present = guess > 0 && exists.test(guess) ? guess : 0;
        long step = 1;
        while (exists.test(present + step)) {
            present += step;
            step *= 2;
        }
        return between(present, present + step);
    }

    private long between(long lastPresent, long firstAbsent) {
        long present = lastPresent;
        long absent = firstAbsent;
        while (absent - present > 1) {
            long middle = present + (absent - present) / 2;
            if (exists.test(middle)) {
                present = middle;
            } else {
                absent = middle;
            }
        }
        return present;
    }
}
