package io.streammirror.fetcher.checkpoint;

import io.streammirror.fetcher.checkpoint.Steps.Step;
import io.streammirror.fetcher.checkpoint.Taking.Elsewhere;
import io.streammirror.fetcher.checkpoint.Taking.Taken;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets one fetcher at a time work on a large blob, whoever asked for it, and hands over from one that died to the next.
 *
 * <p>A claim is a chain of steps, each created only where there is none ({@code If-None-Match: *}). Taking over is the next step of the same
 * chain, so a holder that was paused and wakes up finds its own next step taken, and stops. Clocks that differ cost work at most: two who
 * believe that a blob is theirs still cannot both create a step.
 */
public final class Claims {
    /** As long as a record of the queue is lent: who takes over a dead fetcher's record need not wait. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final String holder;
    private final BooleanSupplier mayResume;
    private final Sleeper sleeper;
    private final Clock clock;

    /**
     * @param holder a name that no other fetcher has, nor this one had before it was started anew
     * @param mayResume whether what another fetcher uploaded may be gone on with
     */
    public Claims(ObjectStore store, String holder, BooleanSupplier mayResume, Sleeper sleeper, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.mayResume = mayResume;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Takes a blob, waiting until the lease of one who has it runs out or shows life.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public Taking take(Sha256 sha256) throws InterruptedException {
        var steps = new Steps(store, sha256);
        Optional<Step> first = steps.newest();
        Optional<Step> seen = first;
        while (true) {
            if (seen.filter(this::isHeldByAnother).isEmpty()) {
                Optional<Taking> taken = next(steps, seen);
                if (taken.isPresent()) {
                    return taken.get();
                }
            } else if (hasMoved(first, seen)) {
                return new Elsewhere(seen.get().checkpoint().holder());
            } else {
                sleeper.sleep(LOOK);
            }
            seen = steps.newest();
        }
    }

    /** Empty when another was faster. */
    private Optional<Taking> next(Steps steps, Optional<Step> last) {
        Optional<Progress> progress = last.flatMap(step -> step.checkpoint().progress());
        long number = last.map(Step::number).orElse(0L) + 1;
        var claim = new Claim(steps, holder, clock, number, progress, mayResume.getAsBoolean());
        return steps.create(number, claim.step(progress)) ? Optional.of(new Taken(claim)) : Optional.empty();
    }

    private boolean isHeldByAnother(Step step) {
        return !step.checkpoint().holder().equals(holder)
                && clock.instant().isBefore(step.checkpoint().expires());
    }

    private static boolean hasMoved(Optional<Step> first, Optional<Step> seen) {
        return !first.map(Step::number).equals(seen.map(Step::number));
    }
}
