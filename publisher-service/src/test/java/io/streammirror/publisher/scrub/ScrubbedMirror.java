package io.streammirror.publisher.scrub;

import static io.streammirror.publisher.Trees.MIRROR;

import io.streammirror.catalog.Catalog;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.assemble.ResolvedOrders;
import io.streammirror.publisher.schedule.SharedInventory;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.scrub.ScrubLease;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.testing.time.ManualClock;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store with blobs of known contents, one mirror whose catalog names them, and a publisher's parts of the scrub. */
final class ScrubbedMirror {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    final ManualClock clock = new ManualClock(START);
    final List<Sha256> opened = new ArrayList<>();
    final List<Instant> asked = new ArrayList<>();
    final Map<Sha256, Path> copies = new HashMap<>();
    final List<MirrorName> requested = new ArrayList<>();
    final InMemoryObjectStore store = new InMemoryObjectStore(clock) {
        @Override
        public InputStream open(String key, long offset) {
            StoreKeys.blobOf(key).ifPresent(opened::add);
            return super.open(key, offset);
        }

        @Override
        public Optional<StoredObject> head(String key) {
            StoreKeys.blobOf(key).ifPresent(blob -> asked.add(clock.instant()));
            if (isAway) {
                throw new StoreUnavailableException("no answer", null);
            }
            return super.head(key);
        }
    };
    final DecisionLog log = new DecisionLog(store, clock, "test");
    final DamageWatch watch = new DamageWatch(store, log);
    final ScrubFigures figures = new ScrubFigures();
    final PublisherState state;
    final LostBlobs lost;
    boolean isAway;
    long storedReports;

    /** Called at each wait for the rate, after the clock was moved. */
    Runnable onSleep = () -> {};

    private final Settings settings;
    private final SharedInventory inventory = new SharedInventory() {
        @Override
        public Optional<MirrorSnapshot> of(MirrorName mirror) {
            return mirror.equals(MIRROR) ? snapshot() : Optional.empty();
        }

        @Override
        public long storedReports() {
            return storedReports;
        }

        @Override
        public long storedBytes() {
            return 0;
        }

        @Override
        public void inventoryChanged() {}
    };
    private Optional<Catalog> catalog = Optional.empty();

    ScrubbedMirror(Settings settings) {
        this.settings = settings;
        this.state = new PublisherState(settings, clock);
        this.lost = new LostBlobs(settings, inventory, state);
    }

    /** Has the catalog of the mirror name one version, and stores its two blobs. */
    List<Sha256> storeVersion(String name) {
        var versions = new TreeMap<>(Map.of(name, "edition"));
        catalog = Optional.of(Trees.catalog(new TreeMap<>(Map.of("product", versions))));
        return Trees.contents("product", name, "edition").stream()
                .map(this::store)
                .toList();
    }

    /** Stores a blob, whether a catalog names it or not. */
    Sha256 store(String content) {
        Sha256 sha256 = Trees.sha256(content);
        store.put(StoreKeys.blob(sha256), Trees.bytes(content), ObjectAttributes.BYTES);
        return sha256;
    }

    void damage(Sha256 sha256) {
        store.put(StoreKeys.blob(sha256), Trees.bytes("rot"), ObjectAttributes.BYTES);
    }

    private Optional<MirrorSnapshot> snapshot() {
        return catalog.map(wanted -> new MirrorSnapshot(
                MIRROR,
                1,
                MirrorState.EMPTY,
                new ReadCatalog(
                        new AcceptedCatalog(Trees.sha256("catalog"), START, 1, Trees.sha256("selection")),
                        wanted,
                        wanted.blobs()),
                null,
                ResolvedOrders.NONE,
                OpenSweep.NONE,
                BlobInventory.read(store)));
    }

    /** The parts of one publisher process. */
    ScrubParts parts(String process, Duration every, long rate) {
        return new ScrubParts(
                store,
                new ScrubLease(store, process, clock),
                new ScrubPolicy(every, rate, Optional.empty()),
                () -> START.until(clock.instant(), ChronoUnit.NANOS),
                duration -> {
                    clock.advance(duration);
                    onSleep.run();
                    if (Thread.interrupted()) {
                        throw new InterruptedException("killed");
                    }
                });
    }

    ScrubWorker worker(ScrubParts parts) {
        return new ScrubWorker(parts, watch, reports(), new NeededBlobs(settings, inventory), lost, figures, clock);
    }

    RepairSchedule repairs(ScrubParts parts) {
        var copyRepair = new CopyRepair(store, blob -> Optional.ofNullable(copies.get(blob)));
        return new RepairSchedule(watch, reports(), parts, copyRepair, inventory, lost, figures, clock);
    }

    private DamageReports reports() {
        return new DamageReports(log, settings, inventory, requested::add, clock);
    }

    List<Decision> decisions() {
        return log.entries(1, 100).stream().map(LogEntry::decision).toList();
    }
}
