package io.streammirror.fetcher.claim;

import io.streammirror.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The right to work on one blob, kept by writing checkpoints. Not safe for concurrent use, but may pass from one thread to another. */
public final class Claim {
    private final ClaimLog log;
    private final String holder;
    private final Clock clock;
    private final Optional<Progress> inherited;
    private final boolean mayResume;
    private long last;
    private volatile Instant expires;

    Claim(ClaimLog log, String holder, Clock clock, long first, Optional<Progress> inherited, boolean mayResume) {
        this.log = log;
        this.holder = holder;
        this.clock = clock;
        this.inherited = inherited;
        this.mayResume = mayResume;
        this.last = first;
        this.expires = clock.instant().plus(Claims.LEASE);
    }

    /** The progress of the former holder, to resume from. */
    public Optional<Progress> inherited() {
        return inherited;
    }

    /** Whether that may be resumed; otherwise it is only known so that its upload can be aborted. */
    public boolean mayResume() {
        return mayResume;
    }

    /** Whether the lease still holds; if not, another fetcher may have taken over. */
    boolean isFresh() {
        return clock.instant().isBefore(expires);
    }

    /**
     * Writes down the progress and renews the lease.
     *
     * @throws ClaimLostException if another fetcher has taken over
     * @throws StoreException if the store did not take the checkpoint; the claim stays as it was
     */
    public void keep(Optional<Progress> progress) {
        write(checkpoint(progress));
    }

    /** Leaves the blob with its progress to the next fetcher; best effort, since the lease ends in any case. */
    public void release(Optional<Progress> progress) {
        try {
            write(new Checkpoint(holder, clock.instant(), progress));
        } catch (StoreException | ClaimLostException expiresByItself) {
            // Another fetcher has it, or will have it after the lease.
        }
    }

    /**
     * Closes the log, because the work is done or was given up.
     *
     * @return whether the blob was ours until now; if not, neither the log nor the upload may be touched
     */
    public boolean close() {
        try {
            write(new Checkpoint(holder, clock.instant(), Optional.empty()));
            return true;
        } catch (ClaimLostException lost) {
            return false;
        } catch (StoreException unknown) {
            // The lease ends, and the cleaner removes what is left.
            return false;
        }
    }

    /** Deletes the log after {@link #close}; best effort, the cleaner deletes it later. */
    public void forget() {
        try {
            log.deleteAll();
        } catch (StoreException orphaned) {
            // Harmless: the log is closed.
        }
    }

    Checkpoint checkpoint(Optional<Progress> progress) {
        return new Checkpoint(holder, clock.instant().plus(Claims.LEASE), progress);
    }

    private void write(Checkpoint checkpoint) {
        if (!log.create(last + 1, checkpoint)) {
            throw new ClaimLostException(log.key(last + 1));
        }
        last++;
        expires = checkpoint.expires();
        deleteEarlier();
    }

    /** The entry before stays, for fetchers that have listed it and not read it yet. */
    private void deleteEarlier() {
        try {
            if (last > 2) {
                log.delete(last - 2);
            }
        } catch (StoreException orphaned) {
            // Only the newest entry counts.
        }
    }
}
