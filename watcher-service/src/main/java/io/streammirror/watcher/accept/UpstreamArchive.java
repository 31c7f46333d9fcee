package io.streammirror.watcher.accept;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps upstream's documents as they came, so that it can be shown later what a mirror knew. */
final class UpstreamArchive {
    /** Enough to see what a refusal was about; an upstream that fails otherwise each time must not fill the store. */
    static final int MAX_REFUSED = 20;

    private static final String RECEIVED_DOCUMENT = "text/plain; charset=utf-8";

    private static final DateTimeFormatter SORTABLE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ObjectStore store;
    private final Blobs blobs;
    private final Clock clock;

    UpstreamArchive(ObjectStore store, Clock clock) {
        this.store = store;
        this.blobs = new Blobs(store);
        this.clock = clock;
    }

    /** Every document of a set, under its own hash, among the blobs. */
    void keep(UpstreamSnapshot set) {
        set.documents().forEach(document -> blobs.storeDocument(document.bytes(), RECEIVED_DOCUMENT));
    }

    /**
     * A document that was refused, apart from the blobs: of those nothing may be deleted that something else may have stored too.
     *
     * @return the key of the document, which is also that of the same bytes refused earlier
     */
    String keepRefused(MirrorName mirror, byte[] document) {
        Sha256 sha256 = Sha256.of(document);
        List<String> kept = refused(mirror);
        Optional<String> known =
                kept.stream().filter(key -> key.endsWith(sha256.hex())).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String key = StoreKeys.refused(mirror) + SORTABLE.format(clock.instant()) + "-" + sha256;
        store.put(key, document, Blobs.attributes(sha256, document.length, RECEIVED_DOCUMENT));
        kept.stream().limit(Math.max(0, kept.size() + 1 - MAX_REFUSED)).forEach(store::delete);
        return key;
    }

    /** Oldest first, since keys begin with the time. */
    private List<String> refused(MirrorName mirror) {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.refused(mirror), (StoredObject object) -> keys.add(object.key()));
        return keys;
    }
}
