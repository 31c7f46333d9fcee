package io.streammirror.watcher.request;

import io.streammirror.catalog.WantedBlob;
import io.streammirror.event.ItemRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectReader;
import io.streammirror.sweep.OpenSweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares what is wanted with what is stored, and requests the difference from the fetchers. */
public final class FetchRequester {
    /** As long as the queue keeps records; what is still wanted then is requested again. */
    static final Duration REQUEST_LIFE = Duration.ofDays(1);

    private final ObjectReader store;
    private final WantedBlobs wanted;
    private final PendingRequests pending;
    private final EventChannel requests;
    private final Clock clock;
    private final String run;
    private final Supplier<OpenSweep> sweep;
    private boolean deferred;

    /**
     * @param sweep what counts as gone at the moment
     */
    public FetchRequester(
            ObjectReader store,
            WantedBlobs wanted,
            PendingRequests pending,
            EventChannel requests,
            Clock clock,
            String run,
            Supplier<OpenSweep> sweep) {
        this.store = store;
        this.wanted = wanted;
        this.pending = pending;
        this.requests = requests;
        this.clock = clock;
        this.run = run;
        this.sweep = sweep;
    }

    /** Whether something was not requested because a sweep is about to delete it, so that it must be checked again soon. */
    public synchronized boolean isDeferred() {
        return deferred;
    }

    /**
     * Requests everything that a mirror wants and that is neither stored nor requested already.
     *
     * <p>One mirror at a time, since mirrors share blobs, and broker and store anyway.
     *
     * @return how many blobs were requested
     */
    public synchronized int request(MirrorName mirror) {
        pending.keepOnly(wanted::isWanted);
        List<WantedBlob> inOrder = wanted.of(mirror);
        if (inOrder.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        // Decided before the store is listed: what a fetcher stores and reports in between is neither listed nor
        // pending.
        Set<Sha256> due = inOrder.stream()
                .map(WantedBlob::sha256)
                .filter(sha256 -> pending.isDue(sha256, now))
                .collect(Collectors.toSet());
        Set<Sha256> going = sweep.get().blobs();
        BlobInventory stored = BlobInventory.read(store).without(going);
        deferred = inOrder.stream().anyMatch(blob -> going.contains(blob.sha256()));
        var requested = new ArrayList<ItemRequested>();
        for (WantedBlob blob : inOrder) {
            if (stored.contains(blob.sha256(), blob.size())) {
                pending.stored(blob.sha256());
            } else if (!going.contains(blob.sha256())
                    && wanted.isWanted(blob.sha256())
                    && due.contains(blob.sha256())) {
                requested.add(event(blob, now));
            }
        }
        // Remembered first: the first result may be back before the last request is out.
        requested.forEach(request -> pending.requested(request.sha256(), now));
        try {
            requests.send(requested);
        } catch (RuntimeException e) {
            requested.forEach(request -> pending.notRequested(request.sha256()));
            throw e;
        }
        return requested.size();
    }

    /** Whether fetchers download for any mirror at present, and so may hold all connections that a server admits. */
    public boolean isFetching() {
        return pending.anyWaiting(clock.instant());
    }

    /** The stored blobs, without those that a sweep is about to delete. */
    public BlobInventory inventory() {
        return BlobInventory.read(store).without(sweep.get().blobs());
    }

    private ItemRequested event(WantedBlob blob, Instant now) {
        return new ItemRequested(
                blob.sha256(),
                blob.size(),
                blob.digests(),
                wanted.sourcesOf(blob.sha256()),
                wanted.mirrorsWanting(blob.sha256()),
                run,
                now,
                now.plus(REQUEST_LIFE));
    }
}
