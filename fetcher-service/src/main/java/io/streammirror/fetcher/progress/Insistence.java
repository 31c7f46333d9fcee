package io.streammirror.fetcher.progress;

import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.fetcher.transfer.Outcome.Elsewhere;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Comes back to a blob that another transfer is at, until it has an outcome of its own.
 *
 * <p>The other may be at the very same record, which the queue gave out again: after a restart of the broker, or a long pause. It then finds
 * its loan lost and stops without a word, so whoever holds the record must not settle it before the blob is there.
 */
final class Insistence {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Sleeper sleeper;

    Insistence(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** One look at the blob, the first or another. */
    @FunctionalInterface
    interface Work {
        Outcome run(boolean again) throws InterruptedException;
    }

    /**
     * Works until the outcome is another than {@link Elsewhere}.
     *
     * @param waiting told once, when another is at the blob
     * @throws InterruptedException when the record was lost meanwhile, or the fetcher ends
     */
    Outcome insist(Work work, Consumer<Elsewhere> waiting) throws InterruptedException {
        Outcome outcome = work.run(false);
        if (outcome instanceof Elsewhere elsewhere) {
            waiting.accept(elsewhere);
        }
        while (outcome instanceof Elsewhere) {
            sleeper.sleep(LOOK);
            outcome = work.run(true);
        }
        return outcome;
    }
}
