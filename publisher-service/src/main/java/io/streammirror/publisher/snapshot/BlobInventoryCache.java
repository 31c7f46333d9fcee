package io.streammirror.publisher.snapshot;

import io.streammirror.event.ItemStored;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The blobs that the store holds, for all mirrors, which share them. The store is listed whole, and reports of fetchers
 * are added to the last listing until that is too old for what it cost. A switch looks up in the store whatever the
 * publication newly names, so a wrong report costs time, never correctness.
 *
 * <p>Safe for use by several threads: a thread that waits for a listing takes one that began after it asked.
 */
public final class BlobInventoryCache {
    /** Listing takes at most a fiftieth of the time, also while nothing happens for weeks. */
    static final int COST_FACTOR = 50;

    /** Below the time after which a mirror is checked without any event. */
    static final Duration MIN_AGE = Duration.ofSeconds(3);

    /** The time within which changes without a report are seen. */
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final ObjectReader store;
    private final Clock clock;
    private final Map<Sha256, Long> reported = new ConcurrentHashMap<>();
    private @Nullable BlobInventory listed;
    /** By {@link System#nanoTime()}, which orders what happens at once on the clock. */
    private long listedFrom;
    /** Something was stored of which only that is known. */
    private volatile boolean isUnsure;

    private volatile long listedBytes;

    private Instant listNext = Instant.MIN;

    public BlobInventoryCache(ObjectReader store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A fetcher says that it stored a blob; old news are left to the listing, since much may have happened to the blob. */
    public void observe(ItemStored stored) {
        if (stored.time().isAfter(clock.instant().minus(MAX_AGE))) {
            reported.put(stored.sha256(), stored.size());
        } else {
            isUnsure = true;
        }
    }

    /**
     * The last listing with the reports since, or a new one.
     *
     * @param plausible whether the former can be true: no event reports the documents of a switch, or the files of an operator's own image
     */
    public BlobInventory read(Predicate<BlobInventory> plausible) {
        return read(plausible, System.nanoTime());
    }

    /** As the store has it now. */
    public BlobInventory list() {
        return list(System.nanoTime());
    }

    private synchronized BlobInventory read(Predicate<BlobInventory> plausible, long asked) {
        BlobInventory last = listed;
        if (last == null || isUnsure || !clock.instant().isBefore(listNext)) {
            return list(asked);
        }
        BlobInventory supposed = last.with(reported);
        return plausible.test(supposed) ? supposed : list(asked);
    }

    private synchronized BlobInventory list(long asked) {
        BlobInventory last = listed;
        if (last != null && listedFrom - asked > 0) {
            return last.with(reported);
        }
        isUnsure = false;
        long from = System.nanoTime();
        // What was stored before the listing begins is in it, or gone.
        Map<Sha256, Long> before = Map.copyOf(reported);
        Instant start = clock.instant();
        BlobInventory now = BlobInventory.read(store);
        Instant end = clock.instant();
        before.forEach(reported::remove);
        listed = now;
        listedBytes = now.bytes();
        listedFrom = from;
        listNext = end.plus(age(Duration.between(start, end).multipliedBy(COST_FACTOR)));
        return now;
    }

    /** Bytes of all blobs in the last listing; 0 before the first. */
    public long listedBytes() {
        return listedBytes;
    }

    /** Something reported turned out not to be there. */
    public synchronized void mistrust() {
        listed = null;
    }

    private static Duration age(Duration byCost) {
        if (byCost.compareTo(MIN_AGE) < 0) {
            return MIN_AGE;
        }
        return byCost.compareTo(MAX_AGE) < 0 ? byCost : MAX_AGE;
    }
}
