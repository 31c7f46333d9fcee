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
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Ends the records of blobs that were repaired: soon after fetchers have stored something, and less often while nothing changes. */
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
        if (!parts.lease().take()) {
            return;
        }
        try {
            List<Sha256> right = check.check(damaged, bytes -> parts.lease().keep());
            if (!right.isEmpty()) {
                repaired.add(right.size());
                reports.repaired(right);
                watch.refresh();
                right.forEach(sha256 -> LOG.infof("A damaged blob was repaired sha256=%s", sha256));
            }
        } finally {
            parts.lease().giveBack();
        }
    }

    /** How many blobs this process has found to be repaired. */
    long repaired() {
        return repaired.sum();
    }
}
