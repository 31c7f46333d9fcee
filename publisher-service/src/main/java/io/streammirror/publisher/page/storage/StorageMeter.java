package io.streammirror.publisher.page.storage;

import io.streammirror.api.StoragePoint;
import io.streammirror.api.StorageReport;
import io.streammirror.api.SweepReport;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogException;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures the store once in each slot, in whichever publisher comes first, and reports from memory.
 *
 * <p>Safe for use by several threads.
 */
public final class StorageMeter {
    private static final Logger LOG = Logger.getLogger(StorageMeter.class);

    /** Another publisher may have measured since. */
    private static final Duration READ_AGAIN = Duration.ofMinutes(10);

    private final StorageNumbers numbers;
    private final StorageHistories histories;
    private final SupersededBytes superseded;
    private final Sweeper sweeper;
    private final DecisionLog log;
    private final Clock clock;
    private StorageHistory known = StorageHistory.NONE;
    private Instant readNext = Instant.MIN;

    /** A meter of one bucket. */
    public static StorageMeter of(
            Settings settings,
            PublisherState state,
            LatestSnapshots snapshots,
            ObjectStore store,
            Sweeper sweeper,
            DecisionLog log,
            Clock clock) {
        return new StorageMeter(
                new StorageNumbers(settings, state, snapshots, clock),
                new StorageHistories(store),
                new SupersededBytes(store, snapshots),
                sweeper,
                log,
                clock);
    }

    private StorageMeter(
            StorageNumbers numbers,
            StorageHistories histories,
            SupersededBytes superseded,
            Sweeper sweeper,
            DecisionLog log,
            Clock clock) {
        this.numbers = numbers;
        this.histories = histories;
        this.superseded = superseded;
        this.sweeper = sweeper;
        this.log = log;
        this.clock = clock;
    }

    /** Adds a point to the history, unless the slot has one or nothing was seen yet. It lists the bucket and reads all publications. */
    public void measure() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        StorageHistories.Stored stored = histories.read();
        keep(stored.history());
        boolean isDone = stored.slot().isPresent() && stored.slot().getAsLong() >= StorageHistory.slot(now);
        Optional<BlobInventory> inventory = numbers.now().inventory();
        if (isDone || inventory.isEmpty()) {
            return;
        }
        Measured measured = measured();
        histories.add(new StoragePoint(
                now,
                numbers.now().wanted(),
                inventory.get().bytes(),
                measured.superseded,
                measured.sweepable,
                numbers.mirrors()));
        keep(histories.read().history());
    }

    private record Measured(
            @Nullable Long superseded, @Nullable Long sweepable) {}

    private Measured measured() {
        try {
            SweepReport sweep = sweeper.dryRun();
            return new Measured(superseded.measure(log.head().state()), sweep.bytes());
        } catch (StoreException | LogException | PublicationFormatException e) {
            // The point still says what is wanted and stored.
            LOG.warnf("Superseded bytes cannot be measured reason=%s", SafeText.reason(e));
            return new Measured(null, null);
        }
    }

    /** The present report; it reads the history from the store if that may have changed. */
    public StorageReport report() {
        StorageNumbers.Now now = numbers.now();
        List<StoragePoint> points = history().points();
        Optional<StoragePoint> measured = newestMeasured(points);
        return new StorageReport(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                now.wanted(),
                now.present(),
                now.inventory().map(BlobInventory::bytes).orElse(null),
                now.inventory().map(BlobInventory::count).orElse(null),
                measured.map(StoragePoint::time).orElse(null),
                measured.map(StoragePoint::superseded).orElse(null),
                measured.map(StoragePoint::sweepable).orElse(null),
                points.size() < 2
                        ? null
                        : points.get(points.size() - 1).stored() - points.get(0).stored(),
                now.mirrors(),
                points);
    }

    private static Optional<StoragePoint> newestMeasured(List<StoragePoint> points) {
        return points.stream()
                .filter(point -> Objects.nonNull(point.superseded()))
                .reduce((first, later) -> later);
    }

    private synchronized void keep(StorageHistory history) {
        known = history;
        readNext = clock.instant().plus(READ_AGAIN);
    }

    private synchronized StorageHistory history() {
        if (!clock.instant().isBefore(readNext)) {
            try {
                keep(histories.read().history());
            } catch (StoreException e) {
                // The charts can wait; the status says that the store does not answer.
                readNext = clock.instant().plus(READ_AGAIN);
            }
        }
        return known;
    }
}
