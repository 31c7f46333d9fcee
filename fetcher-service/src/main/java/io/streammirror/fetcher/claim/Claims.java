package io.streammirror.fetcher.claim;

import io.streammirror.fetcher.claim.ClaimLog.Entry;
import io.streammirror.fetcher.claim.ClaimResult.Elsewhere;
import io.streammirror.fetcher.claim.ClaimResult.Taken;
import io.streammirror.retry.Sleeper;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets one fetcher at a time work on a large blob, and hands the blob over from a dead fetcher to the next.
 *
 * <p>A claim is a log of checkpoints, each created only where there is none ({@code If-None-Match: *}). A takeover is
 * the next entry of the same log, so a holder that was paused finds its own next entry taken, and stops. Different
 * clocks cost work at most: two fetchers that both believe to hold a blob cannot both create an entry.
 */
public final class Claims {
    /** As long as the acquisition lock of a record, so that the fetcher that gets a dead fetcher's record need not wait. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final String holder;
    private final BooleanSupplier mayResume;
    private final Sleeper sleeper;
    private final Clock clock;

    /**
     * @param holder a name that no other fetcher has, nor this one before its last restart
     * @param mayResume whether uploads of other fetchers may be resumed
     */
    public Claims(ObjectStore store, String holder, BooleanSupplier mayResume, Sleeper sleeper, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.mayResume = mayResume;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Claims a blob, waiting until the lease of another holder ends or that holder shows that it is alive.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    public ClaimResult take(Sha256 sha256) throws InterruptedException {
        var log = new ClaimLog(store, sha256);
        Optional<Entry> first = log.newest();
        Optional<Entry> seen = first;
        while (true) {
            if (seen.filter(this::isLeasedToAnother).isEmpty()) {
                Optional<ClaimResult> taken = append(log, seen);
                if (taken.isPresent()) {
                    return taken.get();
                }
            } else if (hasMoved(first, seen)) {
                return new Elsewhere(seen.get().checkpoint().holder());
            } else {
                sleeper.sleep(POLL_INTERVAL);
            }
            seen = log.newest();
        }
    }

    /** Empty if another fetcher was faster. */
    private Optional<ClaimResult> append(ClaimLog log, Optional<Entry> newest) {
        Optional<Progress> progress = newest.flatMap(entry -> entry.checkpoint().progress());
        long number = newest.map(Entry::number).orElse(0L) + 1;
        var claim = new Claim(log, holder, clock, number, progress, mayResume.getAsBoolean());
        return log.create(number, claim.checkpoint(progress)) ? Optional.of(new Taken(claim)) : Optional.empty();
    }

    private boolean isLeasedToAnother(Entry entry) {
        return !entry.checkpoint().holder().equals(holder)
                && clock.instant().isBefore(entry.checkpoint().expires());
    }

    private static boolean hasMoved(Optional<Entry> first, Optional<Entry> seen) {
        return !first.map(Entry::number).equals(seen.map(Entry::number));
    }
}
