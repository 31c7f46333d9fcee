package io.streammirror.scrub;

import io.streammirror.store.DamageRecords;
import io.streammirror.store.DamagedBlob;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Verifies blobs one after the other under the lease, records damage at once, and writes its progress down every minute and at the end.
 */
public final class ScrubRound {
    /** A process that is killed has lost so much of its work at most, and the blob that it was at. */
    static final Duration CHECKPOINT = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final ScrubLease lease;
    private final VerifiedTimes times;
    private final ReadPace pace;
    private final Clock clock;
    private final BiConsumer<ScrubTarget, Verdict> observer;
    private final BlobVerifier verifier;
    private final DamageRecords records;
    private long bytes;
    private boolean isOurs = true;

    /**
     * @param observer gets the verdict on each blob; damage is recorded before
     */
    public ScrubRound(
            ObjectStore store,
            ScrubLease lease,
            VerifiedTimes times,
            ReadPace pace,
            Clock clock,
            BiConsumer<ScrubTarget, Verdict> observer) {
        this.store = store;
        this.lease = lease;
        this.times = times;
        this.pace = pace;
        this.clock = clock;
        this.observer = observer;
        this.verifier = new BlobVerifier(store);
        this.records = new DamageRecords(store);
    }

    /**
     * Verifies blobs in the given order; the caller has the lease.
     *
     * @param admitted asked before each blob; the first one that is not admitted ends the round
     * @return whether every blob was read; false also when another process has taken the lease over
     * @throws StoreUnavailableException when the store does not answer
     */
    public boolean run(List<ScrubTarget> targets, Predicate<ScrubTarget> admitted) throws InterruptedException {
        Instant saved = clock.instant();
        try {
            for (ScrubTarget target : targets) {
                if (!isOurs || !lease.keep() || !admitted.test(target)) {
                    return false;
                }
                verify(target);
                if (!clock.instant().isBefore(saved.plus(CHECKPOINT))) {
                    times.save(store);
                    saved = clock.instant();
                }
            }
            return true;
        } finally {
            times.save(store);
        }
    }

    /** Bytes that were read, repeated readings included. */
    public long bytes() {
        return bytes;
    }

    private void verify(ScrubTarget target) throws InterruptedException {
        Verdict verdict = verifier.verify(target.sha256(), this::read);
        Instant now = clock.instant();
        if (verdict instanceof Verdict.Intact) {
            times.verified(target.sha256(), now);
        } else if (verdict instanceof Verdict.Damaged damaged) {
            records.add(target.sha256(), DamagedBlob.of(damaged.object(), now, damaged.reason()));
        }
        observer.accept(target, verdict);
    }

    private void read(int count) throws InterruptedException {
        bytes += count;
        isOurs = isOurs && lease.keep();
        pace.pay(count);
    }
}
