package io.streammirror.fetcher.claim;

import io.streammirror.fetcher.claim.ClaimLog.Entry;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Frees what dead fetchers left behind and no fetcher resumed: claim logs, and incomplete multipart uploads without a
 * claim. Their parts are invisible but take room. Any number of fetchers may clean at the same time.
 */
public final class OrphanedUploadCleaner {
    private static final Logger LOG = Logger.getLogger(OrphanedUploadCleaner.class);

    /** A request lives a day; after that the watcher has asked again if it still wants the blob. */
    static final Duration MAX_CLAIM_AGE = Duration.ofDays(1);

    /** An unclaimed upload is given up after this time without a new part. Custom images may take longer than that in all. */
    static final Duration MAX_IDLE = Duration.ofHours(1);

    private final ObjectStore store;
    private final String holder;
    private final Clock clock;
    private final Map<UploadId, Seen> seen = new HashMap<>();

    public OrphanedUploadCleaner(ObjectStore store, String holder, Clock clock) {
        this.store = store;
        this.holder = holder;
        this.clock = clock;
    }

    /** How many parts an upload had, and since when. */
    private record Seen(int parts, Instant since) {}

    /**
     * Cleans once.
     *
     * @return how many uploads and claim logs were freed
     * @throws StoreException if the store does not answer, or refuses
     */
    public synchronized int clean() {
        int freed = 0;
        Set<Sha256> claimed = new HashSet<>();
        for (Sha256 sha256 : claimLogs()) {
            if (isAbandoned(sha256)) {
                freed += free(sha256) ? 1 : 0;
            } else {
                claimed.add(sha256);
            }
        }
        for (PendingUpload upload : uploads()) {
            boolean inUse =
                    StoreKeys.blobOf(upload.key()).filter(claimed::contains).isPresent();
            if (!inUse && isIdle(upload)) {
                store.abortUpload(upload.key(), upload.upload());
                freed++;
            }
        }
        if (freed > 0) {
            LOG.infof("Freed incomplete uploads of dead fetchers count=%d", freed);
        }
        return freed;
    }

    private Set<Sha256> claimLogs() {
        var found = new TreeSet<>(Comparator.comparing(Sha256::hex));
        store.list(StoreKeys.UPLOADS, entry -> StoreKeys.uploadOf(entry.key()).ifPresent(found::add));
        return found;
    }

    private boolean isAbandoned(Sha256 sha256) {
        return new ClaimLog(store, sha256)
                .newest()
                .filter(entry ->
                        clock.instant().isBefore(entry.checkpoint().expires().plus(MAX_CLAIM_AGE)))
                .isEmpty();
    }

    /** Takes the blob over as a worker would, so that no fetcher resumes what is being freed. */
    private boolean free(Sha256 sha256) {
        var log = new ClaimLog(store, sha256);
        Optional<Entry> last = log.newest();
        if (last.isEmpty() || !isAbandoned(sha256)) {
            return false;
        }
        var closing = new Checkpoint(holder, clock.instant().plus(Claims.LEASE), Optional.empty());
        if (!log.create(last.get().number() + 1, closing)) {
            return false;
        }
        last.get()
                .checkpoint()
                .progress()
                .ifPresent(progress -> store.abortUpload(StoreKeys.blob(sha256), progress.upload()));
        log.deleteAll();
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

    private boolean isIdle(PendingUpload upload) {
        Instant now = clock.instant();
        int parts = parts(upload);
        Seen known = seen.get(upload.upload());
        if (known == null || known.parts() != parts) {
            seen.put(upload.upload(), new Seen(parts, now));
            return false;
        }
        return known.since().plus(MAX_IDLE).isBefore(now);
    }

    private int parts(PendingUpload upload) {
        try {
            return store.listParts(upload.key(), upload.upload()).size();
        } catch (ObjectMissingException completedMeanwhile) {
            return -1;
        }
    }
}
