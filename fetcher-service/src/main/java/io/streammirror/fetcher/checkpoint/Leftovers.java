package io.streammirror.fetcher.checkpoint;

import io.streammirror.fetcher.checkpoint.Steps.Step;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.PendingUpload;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.UploadId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Frees what dead fetchers left and nobody went on with: steps of uploads, and uploads that no step names. Their parts are invisible, but
 * take room. Every fetcher may sweep, also at the same time.
 */
public final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    /** Whoever still wants the blob has asked for it again by then: a request lives a day. */
    static final Duration CHAIN_AGE = Duration.ofDays(1);

    /** An upload that no step names is abandoned when it is as old as this, and got no part for as long. */
    static final Duration UPLOAD_AGE = Duration.ofHours(1);

    private final ObjectStore store;
    private final String holder;
    private final Clock clock;

    /** Custom images are uploaded without claims and may take long, so what counts is when an upload got its last part. */
    private final Map<UploadId, Parts> seen = new HashMap<>();

    /**
     * What an upload has.
     *
     * @param since when this was seen first
     */
    private record Parts(int count, Instant since) {}

    public Leftovers(ObjectStore store, String holder, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @return how many uploads and chains of steps were freed
     * @throws StoreException when the store does not answer, or refuses
     */
    public synchronized int sweep() {
        int freed = 0;
        Set<Sha256> held = new HashSet<>();
        for (Sha256 sha256 : claimed()) {
            if (isDead(sha256)) {
                freed += free(sha256) ? 1 : 0;
            } else {
                held.add(sha256);
            }
        }
        for (PendingUpload upload : uploads()) {
            boolean inHand =
                    StoreKeys.blobOf(upload.key()).filter(held::contains).isPresent();
            if (!inHand && isAbandoned(upload)) {
                store.abortUpload(upload.key(), upload.upload());
                freed++;
            }
        }
        if (freed > 0) {
            LOG.infof("Freed what dead fetchers left uploads=%d", freed);
        }
        return freed;
    }

    private Set<Sha256> claimed() {
        var found = new TreeSet<Sha256>((a, b) -> a.hex().compareTo(b.hex()));
        store.list(StoreKeys.UPLOADS, step -> StoreKeys.uploadOf(step.key()).ifPresent(found::add));
        return found;
    }

    private boolean isDead(Sha256 sha256) {
        return new Steps(store, sha256)
                .newest()
                .filter(step ->
                        clock.instant().isBefore(step.checkpoint().expires().plus(CHAIN_AGE)))
                .isEmpty();
    }

    /** Takes the blob over as a worker would, so that nobody goes on with what is being freed. */
    private boolean free(Sha256 sha256) {
        var steps = new Steps(store, sha256);
        Optional<Step> last = steps.newest();
        if (last.isEmpty() || !isDead(sha256)) {
            return false;
        }
        var closing = new Checkpoint(holder, clock.instant().plus(Claims.LEASE), Optional.empty());
        if (!steps.create(last.get().number() + 1, closing)) {
            return false;
        }
        last.get()
                .checkpoint()
                .progress()
                .ifPresent(progress -> store.abortUpload(StoreKeys.blob(sha256), progress.upload()));
        steps.deleteAll();
        return true;
    }

    private List<PendingUpload> uploads() {
        var found = new ArrayList<PendingUpload>();
        store.listUploads(StoreKeys.BLOBS, found::add);
        var ids = new HashSet<UploadId>();
        found.forEach(upload -> ids.add(upload.upload()));
        seen.keySet().retainAll(ids);
        return found;
    }

    /** Some stores, S3Proxy among them, say of every upload that it began just now: then the first sight counts. */
    private boolean isAbandoned(PendingUpload upload) {
        Instant now = clock.instant();
        int count;
        try {
            count = store.listParts(upload.key(), upload.upload()).size();
        } catch (ObjectMissingException endedMeanwhile) {
            return false;
        }
        Parts before = seen.get(upload.upload());
        Parts parts = before == null || before.count() != count ? new Parts(count, now) : before;
        seen.put(upload.upload(), parts);
        return parts.since().plus(UPLOAD_AGE).isBefore(now);
    }
}
