package io.streammirror.publisher.sweep;

import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogState;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import io.streammirror.sweep.PlannedObject;
import io.streammirror.sweep.SweepPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what can go: objects older than the grace that nothing leads to.
 *
 * <p>The grace protects what is stored but not decided on yet: items on their way, documents of a publication in the making.
 */
final class SweepPlanner {
    private static final List<String> SWEPT =
            List.of(StoreKeys.CATALOGS, StoreKeys.PUBLICATIONS, StoreKeys.SWEEPS, StoreKeys.BLOBS);

    private static final Pattern PLAN = Pattern.compile(StoreKeys.SWEEPS + "[0-9a-f]{64}\\.json");

    private final ObjectStore store;
    private final DecisionLog log;
    private final Duration grace;
    private final Clock clock;

    SweepPlanner(ObjectStore store, DecisionLog log, Duration grace, Clock clock) {
        this.store = store;
        this.log = log;
        this.grace = grace;
        this.clock = clock;
    }

    /**
     * The plan of a sweep, with the number and size of all blobs.
     *
     * @param blobs how many there are, planned or not
     * @param blobBytes what they take
     */
    record Proposed(SweepPlan plan, long blobs, long blobBytes) {}

    /** The plan for this state of the log. */
    Proposed plan(LogState state) {
        Instant oldest = clock.instant().minus(grace);
        var old = new ArrayList<PlannedObject>();
        var young = new ArrayList<StoredTree>();
        var blobs = new BlobTally();
        SWEPT.forEach(prefix -> store.list(prefix, object -> {
            blobs.count(object);
            Instant modified = object.modified();
            if (modified == null || !modified.isBefore(oldest)) {
                StoredTree.of(object.key()).ifPresent(young::add);
            } else if (isOurs(object.key())) {
                old.add(new PlannedObject(object.key(), object.size(), modified));
            }
        }));
        Set<String> reachable = Roots.reachable(store, log, state, young);
        SweepPlan plan = SweepPlan.of(old.stream().filter(object -> !reachable.contains(object.key())));
        return new Proposed(plan, blobs.count, blobs.bytes);
    }

    /** Other objects in the bucket are not ours to delete. */
    private static boolean isOurs(String key) {
        return StoreKeys.blobOf(key).isPresent()
                || StoredTree.of(key).isPresent()
                || PLAN.matcher(key).matches();
    }

    private static final class BlobTally {
        private long count;
        private long bytes;

        void count(StoredObject object) {
            if (StoreKeys.blobOf(object.key()).isPresent()) {
                count++;
                bytes += object.size();
            }
        }
    }
}
