package io.streammirror.watcher.request;

import io.streammirror.catalog.WantedBlob;
import io.streammirror.event.ItemRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectReader;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.watcher.event.EventChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares what is wanted with what is stored, and asks for the difference. */
public final class MissingItems {
    /** As long as the queue keeps records; what is still wanted then is asked for anew. */
    static final Duration REQUEST_LIFE = Duration.ofDays(1);

    private final ObjectReader store;
    private final WantedBlobs wanted;
    private final RequestLedger ledger;
    private final EventChannel requests;
    private final Clock clock;
    private final String run;
    private final Supplier<OpenSweep> sweep;
    private boolean deferred;

    /**
     * @param sweep what counts as gone at the moment
     */
    public MissingItems(
            ObjectReader store,
            WantedBlobs wanted,
            RequestLedger ledger,
            EventChannel requests,
            Clock clock,
            String run,
            Supplier<OpenSweep> sweep) {
        this.store = store;
        this.wanted = wanted;
        this.ledger = ledger;
        this.requests = requests;
        this.clock = clock;
        this.run = run;
        this.sweep = sweep;
    }

    /** Whether something was not asked for because a sweep is about to delete it, so that it must be looked for again soon. */
    public synchronized boolean isDeferred() {
        return deferred;
    }

    /**
     * Asks for everything a mirror wants that is neither stored nor asked for already.
     *
     * <p>One mirror at a time, since mirrors share blobs, and broker and store anyway.
     *
     * @return how many blobs were asked for
     */
    public synchronized int askFor(MirrorName mirror) {
        ledger.keepOnly(wanted::isWanted);
        List<WantedBlob> inOrder = wanted.of(mirror);
        if (inOrder.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        // Told before the store is looked at: what a fetcher stores and reports in between is neither listed nor waited
        // for any more.
        Set<Sha256> due = inOrder.stream()
                .map(WantedBlob::sha256)
                .filter(sha256 -> ledger.isDue(sha256, now))
                .collect(Collectors.toSet());
        Set<Sha256> going = sweep.get().blobs();
        BlobInventory stored = BlobInventory.read(store).without(going);
        deferred = inOrder.stream().anyMatch(blob -> going.contains(blob.sha256()));
        var asked = new ArrayList<ItemRequested>();
        for (WantedBlob blob : inOrder) {
            if (stored.contains(blob.sha256(), blob.size())) {
                ledger.stored(blob.sha256());
            } else if (!going.contains(blob.sha256())
                    && wanted.isWanted(blob.sha256())
                    && due.contains(blob.sha256())) {
                asked.add(request(blob, now));
            }
        }
        // Noted first: the first result may be back before the last request is out.
        asked.forEach(request -> ledger.asked(request.sha256(), now));
        try {
            requests.send(asked);
        } catch (RuntimeException e) {
            asked.forEach(request -> ledger.notAsked(request.sha256()));
            throw e;
        }
        return asked.size();
    }

    private ItemRequested request(WantedBlob blob, Instant now) {
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
