package io.streammirror.watcher.accept;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps upstream's documents of one mirror as they came, so that an auditor can verify later what the mirror knew. */
final class UpstreamArchive {
    /** Enough to see what a refusal was about; an upstream that fails otherwise each time must not fill the store. */
    static final int MAX_REFUSED = 20;

    static final String JSON = "application/json";

    private static final String RECEIVED_DOCUMENT = "text/plain; charset=utf-8";
    private static final String CATALOG = "catalog.json";
    private static final Duration PRUNE_EVERY = Duration.ofDays(1);

    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MirrorName mirror;
    private final ObjectStore store;
    private final Blobs blobs;
    private final Duration keep;
    private final Clock clock;
    private Instant nextPruning = Instant.EPOCH;

    /**
     * @param keep how long documents of accepted and held states are kept
     */
    UpstreamArchive(MirrorName mirror, ObjectStore store, Duration keep, Clock clock) {
        this.mirror = mirror;
        this.store = store;
        this.blobs = new Blobs(store);
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Keeps every document of a set, and the catalog that was made of it: among the blobs while the catalog is in use, and by themselves
     * for an auditor.
     */
    void keep(Sha256 revision, byte[] catalog, UpstreamSnapshot set) {
        set.documents().forEach(document -> {
            Sha256 sha256 = blobs.storeDocument(document.bytes(), RECEIVED_DOCUMENT);
            put(revision, sha256.hex(), document.bytes(), RECEIVED_DOCUMENT);
        });
        put(revision, CATALOG, catalog, JSON);
    }

    private void put(Sha256 revision, String name, byte[] bytes, String contentType) {
        store.put(
                StoreKeys.upstream(mirror, revision) + name,
                bytes,
                Blobs.attributes(Sha256.of(bytes), bytes.length, contentType));
    }

    /**
     * Deletes what is older than it must be kept; does so once a day at most.
     *
     * @param needed revisions that stay at any age
     */
    void prune(Set<Sha256> needed) {
        Instant now = clock.instant();
        if (now.isBefore(nextPruning)) {
            return;
        }
        nextPruning = now.plus(PRUNE_EVERY);
        List<String> stay = needed.stream()
                .map(revision -> StoreKeys.upstream(mirror, revision))
                .toList();
        Predicate<StoredObject> isOld =
                object -> object.modified() != null && object.modified().isBefore(now.minus(keep));
        var old = new ArrayList<String>();
        store.list(StoreKeys.upstream(mirror), object -> {
            if (isOld.test(object) && stay.stream().noneMatch(object.key()::startsWith)) {
                old.add(object.key());
            }
        });
        old.forEach(store::delete);
    }

    /**
     * A refused document in the store.
     *
     * @param isNew whether these bytes were not kept before
     */
    record Kept(String key, boolean isNew) {}

    /** Keeps a document that was refused, apart from the blobs: nothing else needs it, and nothing keeps it from being deleted. */
    Kept keepRefused(byte[] document) {
        Sha256 sha256 = Sha256.of(document);
        List<String> kept = refused();
        Optional<String> known =
                kept.stream().filter(key -> key.endsWith(sha256.hex())).findFirst();
        if (known.isPresent()) {
            return new Kept(known.get(), false);
        }
        String key = StoreKeys.refused(mirror) + SORTABLE.format(clock.instant()) + "-" + sha256;
        ObjectAttributes attributes = Blobs.attributes(sha256, document.length, RECEIVED_DOCUMENT);
        store.put(key, document, attributes);
        kept.stream().limit(Math.max(0, kept.size() + 1 - MAX_REFUSED)).forEach(store::delete);
        return new Kept(key, true);
    }

    /** Oldest first, since keys begin with the time. */
    private List<String> refused() {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.refused(mirror), (StoredObject object) -> keys.add(object.key()));
        return keys;
    }
}
