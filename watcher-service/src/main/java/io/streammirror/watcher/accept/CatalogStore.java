package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.util.Optional;

/** The catalogs of one mirror in the store, by their revisions. */
final class CatalogStore {
    /** The real stream's catalog has a megabyte. */
    private static final long MAX_CATALOG_BYTES = 512_000_000;

    private final MirrorName mirror;
    private final ObjectStore store;

    CatalogStore(MirrorName mirror, ObjectStore store) {
        this.mirror = mirror;
        this.store = store;
    }

    /** The catalog; empty when the store has lost or damaged it. Upstream is read whole at the start, and then it is stored again. */
    Optional<Catalog> load(Sha256 revision) {
        try {
            byte[] bytes = store.read(StoreKeys.catalog(mirror, revision), MAX_CATALOG_BYTES);
            return Sha256.of(bytes).equals(revision) ? Optional.of(CatalogCodec.decode(bytes)) : Optional.empty();
        } catch (ObjectMissingException | CatalogFormatException lost) {
            return Optional.empty();
        }
    }

    void save(Sha256 revision, byte[] encoded) {
        store.put(StoreKeys.catalog(mirror, revision), encoded, ObjectAttributes.JSON);
    }
}
