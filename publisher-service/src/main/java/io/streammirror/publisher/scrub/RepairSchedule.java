package io.streammirror.publisher.scrub;

import io.quarkus.scheduler.Scheduled;
import io.streammirror.decision.LogException;
import io.streammirror.publisher.schedule.SharedInventory;
import io.streammirror.scrub.RepairCheck;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Repairs damaged blobs from copies, and ends the records of those that were replaced: soon after fetchers have stored something, and less
 * often while nothing changes.
 */
@Singleton
class RepairSchedule {
    private static final Logger LOG = Logger.getLogger(RepairSchedule.class);

    private static final Duration MIN_PAUSE = Duration.ofSeconds(2);

    /** Each check asks the store about each damaged blob. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final DamageWatch watch;
    private final DamageReports reports;
    private final SharedInventory inventory;
    private final LostBlobs lost;
    private final ScrubFigures figures;
    private final ScrubParts parts;
    private final RepairCheck check;
    private final CopyRepair copies;
    private final Clock clock;
    private final LongAdder repaired = new LongAdder();
    private Set<Sha256> known = Set.of();
    private long knownReports;
    private Duration pause = MIN_PAUSE;
    private Instant next = Instant.MIN;

    RepairSchedule(
            DamageWatch watch,
            DamageReports reports,
            ScrubParts parts,
            CopyRepair copies,
            SharedInventory inventory,
            LostBlobs lost,
            ScrubFigures figures,
            Clock clock) {
        this.inventory = inventory;
        this.lost = lost;
        this.figures = figures;
        this.watch = watch;
        this.reports = reports;
        this.parts = parts;
        this.copies = copies;
        this.check = new RepairCheck(parts.store(), parts.times(), clock);
        this.clock = clock;
    }

    /** Not before the messaging has started, because the workers announce by it. */
    @Scheduled(
            every = "2s",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void onTick() {
        Set<Sha256> damaged = watch.damaged();
        figures.checked(inventory.storedBytes(), lost.of(damaged));
        long reports = inventory.storedReports();
        if (!damaged.equals(known) || reports != knownReports) {
            known = damaged;
            knownReports = reports;
            pause = MIN_PAUSE;
            next = Instant.MIN;
        }
        if (damaged.isEmpty() || clock.instant().isBefore(next)) {
            return;
        }
        try {
            check(damaged);
        } catch (StoreException | LogException e) {
            LOG.warnf("Repaired blobs could not be verified; it is tried again reason=%s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        next = clock.instant().plus(pause);
        pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
    }

    private void check(Set<Sha256> damaged) throws InterruptedException {
        List<Sha256> replaced = copies.repair(damaged);
        report(replaced);
        Set<Sha256> left = new HashSet<>(damaged);
        replaced.forEach(left::remove);
        if (left.isEmpty() || !parts.lease().take()) {
            return;
        }
        try {
            report(check.check(left, bytes -> parts.lease().keep()));
        } finally {
            parts.lease().giveBack();
        }
    }

    private void report(List<Sha256> right) {
        if (!right.isEmpty()) {
            repaired.add(right.size());
            reports.repaired(right);
            watch.refresh();
            right.forEach(sha256 -> LOG.infof("A damaged blob was repaired sha256=%s", sha256));
        }
    }

    /** How many blobs this process has found to be repaired. */
    long repaired() {
        return repaired.sum();
    }
}
