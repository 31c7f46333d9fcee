package io.streammirror.fetcher.transfer;

import java.time.Duration;

/** How work at one source ended. The later in this list, the more it weighs when several connections end differently. */
sealed interface Attempt {
    /** Nothing was left to do. */
    record Done() implements Attempt {}

    /**
     * Another try may do better, and keeps what came so far.
     *
     * @param retryAfter the pause that the source asked for; zero when it did not
     */
    record Broken(RetryCause cause, String reason, Duration retryAfter) implements Attempt {}

    /** The source will not give this item. */
    record Refused(String reason) implements Attempt {}

    /** What the source gives now does not belong to what came before: only a new beginning helps. */
    record Changed(String reason) implements Attempt {}

    /** The source's bytes are not the item that was asked for. */
    record Wrong(String reason) implements Attempt {}

    /** Another try would be as slow as this one. */
    record Overdue(String reason) implements Attempt {}

    /** The one of two endings that decides. */
    static Attempt graver(Attempt one, Attempt other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(Attempt attempt) {
        if (attempt instanceof Done) {
            return 0;
        }
        if (attempt instanceof Broken) {
            return 1;
        }
        if (attempt instanceof Refused) {
            return 2;
        }
        return attempt instanceof Changed ? 3 : 4;
    }
}
