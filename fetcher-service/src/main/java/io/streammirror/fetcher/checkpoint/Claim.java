package io.streammirror.fetcher.checkpoint;

import io.streammirror.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The right to work on one blob; kept by writing on. Not safe for threads, but may be handed from one to another. */
public final class Claim {
    private final Steps steps;
    private final String holder;
    private final Clock clock;
    private final Optional<Progress> inherited;
    private final boolean mayResume;
    private long last;
    private volatile Instant expires;

    Claim(Steps steps, String holder, Clock clock, long first, Optional<Progress> inherited, boolean mayResume) {
        this.steps = steps;
        this.holder = holder;
        this.clock = clock;
        this.inherited = inherited;
        this.mayResume = mayResume;
        this.last = first;
        this.expires = clock.instant().plus(Claims.LEASE);
    }

    /** What the one before left to go on from. */
    public Optional<Progress> inherited() {
        return inherited;
    }

    /** Whether that may be gone on with; otherwise it is only known so that it can be freed. */
    public boolean mayResume() {
        return mayResume;
    }

    /** Whether others still leave the blob to us; if not they need not have taken it. */
    public boolean isFresh() {
        return clock.instant().isBefore(expires);
    }

    /**
     * Writes down how far the work is, and holds the blob for another lease.
     *
     * @throws ClaimLostException when another fetcher has it
     * @throws StoreException when the store did not take it; the claim stands as it was
     */
    public void keep(Optional<Progress> progress) {
        write(step(progress));
    }

    /** Leaves the blob, as far as it is, to whoever comes next; best effort, since the lease runs out anyway. */
    public void release(Optional<Progress> progress) {
        try {
            write(new Checkpoint(holder, clock.instant(), progress));
        } catch (StoreException | ClaimLostException nothingToLeave) {
            // Then another has it, or will.
        }
    }

    /**
     * Closes the chain, because the work is done or was given up.
     *
     * @return whether the blob was ours until now; else another is at it, and neither its steps nor its upload are ours to touch
     */
    public boolean close() {
        try {
            write(new Checkpoint(holder, clock.instant(), Optional.empty()));
            return true;
        } catch (ClaimLostException lost) {
            return false;
        } catch (StoreException unknown) {
            // The lease runs out, and what is left is swept.
            return false;
        }
    }

    /** Takes all steps away after {@link #close}; best effort, they are swept later. */
    public void forget() {
        try {
            steps.deleteAll();
        } catch (StoreException leftover) {
            // In nobody's way: the chain is closed.
        }
    }

    Checkpoint step(Optional<Progress> progress) {
        return new Checkpoint(holder, clock.instant().plus(Claims.LEASE), progress);
    }

    private void write(Checkpoint step) {
        if (!steps.create(last + 1, step)) {
            throw new ClaimLostException(steps.key(last + 1));
        }
        last++;
        expires = step.expires();
        forgetEarlier();
    }

    /** The one before stays, for those who listed it and have not read it yet. */
    private void forgetEarlier() {
        try {
            if (last > 2) {
                steps.delete(last - 2);
            }
        } catch (StoreException leftover) {
            // Older steps do not count.
        }
    }
}
