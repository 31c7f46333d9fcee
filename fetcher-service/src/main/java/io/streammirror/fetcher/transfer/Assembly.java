package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.checkpoint.ClaimKeeper;
import io.streammirror.fetcher.checkpoint.Progress;
import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.transfer.Attempt.Done;
import io.streammirror.fetcher.transfer.Attempt.Overdue;
import io.streammirror.fetcher.transfer.LaneEvent.LaneEnded;
import io.streammirror.fetcher.transfer.LaneEvent.PartFilled;
import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.StoreException;
import io.streammirror.store.UploadId;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One item coming together: connections fill parts, parts are stored in any order and hashed in theirs. It outlives connections and sources
 * that fail, until it is complete or has to be begun anew.
 */
final class Assembly {
    /** How often more connections, the claim and the time are thought of while nothing happens. */
    private static final long TICK_MILLIS = 100;

    private final Equipment equipment;
    private final Job job;
    private final Destination destination;
    private final ItemDigests digests;
    private final DurablePrefix durable;
    private final HashLine line;
    private final PartLedger ledger;
    private final Origin origin;
    private final LaneWork work;

    private Assembly(
            Equipment equipment, Job job, Destination destination, ItemDigests digests, Optional<Progress> earlier) {
        int first = earlier.map(progress -> progress.parts().size()).orElse(0);
        this.equipment = equipment;
        this.job = job;
        this.destination = destination;
        this.digests = digests;
        this.durable = new DurablePrefix(digests);
        this.line = new HashLine(job.plan(), digests, first, durable::hashed);
        this.ledger = new PartLedger(job.plan(), equipment.buffers(), first);
        this.origin = new Origin();
        this.work = new LaneWork(job, ledger, origin);
        earlier.ifPresent(progress -> {
            durable.resume(progress);
            origin.resume(progress.source(), progress.validator());
        });
    }

    /** Begins with the first byte. */
    static Assembly fresh(Equipment equipment, Job job, Destination destination) {
        return new Assembly(equipment, job, destination, new ItemDigests(job.request()), Optional.empty());
    }

    /** As {@link #fresh}, over one connection that reads the item through: for sources whose parts did not fit together. */
    static Assembly undivided(Equipment equipment, Job job, Destination destination) {
        Assembly assembly = fresh(equipment, job, destination);
        assembly.work.partsRefused();
        return assembly;
    }

    /**
     * Goes on where an earlier try stopped.
     *
     * @param digests in the state that goes with {@code earlier}
     */
    static Assembly resumed(
            Equipment equipment, Job job, MultipartObject destination, ItemDigests digests, Progress earlier) {
        destination.resume(earlier.upload(), earlier.parts());
        return new Assembly(equipment, job, destination, digests, Optional.of(earlier));
    }

    /** Reads at this source until all is there and verified, which is {@link Done}, or until trouble stops all connections to it. */
    Attempt readFrom(URI source) throws InterruptedException {
        Lanes lanes = Lanes.open(equipment, work, source);
        try {
            lanes.startFirst();
            return follow(lanes);
        } finally {
            lanes.stop();
        }
    }

    private Attempt follow(Lanes lanes) throws InterruptedException {
        Attempt worst = new Done();
        while (true) {
            LaneEvent event = work.events().poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof PartFilled filled) {
                take(filled);
            } else if (event instanceof LaneEnded ended) {
                lanes.ended(ended.lane());
                if (ended.mistake() != null) {
                    throw ended.mistake();
                }
                worst = Attempt.graver(worst, ended.end());
                if (ended.end() instanceof Attempt.Broken broken && !lanes.areAllEnded()) {
                    // The others go on with its part.
                    job.meter().retrying(broken.cause());
                }
            }
            if (lanes.areAllEnded() && work.events().isEmpty()) {
                if (line.isComplete()) {
                    return verified();
                }
                if (!(worst instanceof Done)) {
                    return worst;
                }
                lanes.startFirst();
            }
            if (worst instanceof Attempt.Changed || worst instanceof Attempt.Wrong) {
                return worst;
            }
            if (job.time().isOver(job.meter().heldBack())) {
                return new Overdue("not whole after " + job.time().allowed().toMinutes() + " minutes");
            }
            destination.requireSound();
            keepClaim();
            lanes.addThoseThatPay();
        }
    }

    private void take(PartFilled filled) throws InterruptedException {
        PartBuffer buffer = filled.part().buffer();
        boolean taken = false;
        try {
            ClaimKeeper claim = job.claim();
            if (claim != null) {
                claim.confirm(this::progressNow);
            }
            taken = true;
        } finally {
            if (!taken) {
                buffer.close();
            }
        }
        PartBuffer toHash = buffer.share();
        boolean stored = false;
        try {
            destination.take(filled.part().index(), buffer);
            stored = true;
        } finally {
            if (!stored) {
                toHash.close();
            }
        }
        line.take(filled.part().index(), toHash);
    }

    private Attempt verified() {
        return digests.mismatch().<Attempt>map(Attempt.Wrong::new).orElseGet(Done::new);
    }

    private void keepClaim() throws InterruptedException {
        ClaimKeeper claim = job.claim();
        if (claim != null) {
            claim.offer(durable.advance(destination), this::progressNow);
        }
    }

    private Optional<Progress> progressNow() {
        return durable.progress(upload(), job.plan().partSize(), origin);
    }

    private Optional<UploadId> upload() {
        return destination instanceof MultipartObject multipart ? multipart.upload() : Optional.empty();
    }

    /** Makes the verified item visible. */
    void complete() throws InterruptedException {
        destination.complete();
    }

    /** Lets the memory go and tells what is left in the store to go on from; when that is nothing, nothing is left. */
    Optional<Progress> leave() {
        Optional<Progress> left = Interruptions.uninterrupted(this::progressLeft);
        release();
        if (left.isPresent()) {
            destination.leave();
        } else {
            destination.discard();
        }
        return left;
    }

    private Optional<Progress> progressLeft() throws InterruptedException {
        try {
            durable.advance(destination);
        } catch (StoreException notStored) {
            // What was stored before counts.
        }
        return progressNow();
    }

    /** Lets the memory go and touches nothing else: another is at the item. */
    void abandon() {
        release();
        destination.leave();
    }

    /** Forgets everything, in the store too. */
    void discard() {
        release();
        destination.discard();
    }

    private void release() {
        ledger.close();
        line.close();
    }
}
