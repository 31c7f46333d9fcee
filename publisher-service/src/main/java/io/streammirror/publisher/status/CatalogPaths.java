package io.streammirror.publisher.status;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the paths of wanted blobs from the accepted catalogs; each catalog once, unless that failed. */
@Singleton
class CatalogPaths implements BlobPaths {
    /** A catalog of all of images.maas.io has a few megabytes; a larger object is no catalog. */
    private static final long MAX_CATALOG = 128L << 20;

    /** A store that does not answer is not read again before this, because each of many names would wait for it. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final PublisherState state;
    private final ObjectReader store;
    private final Map<MirrorName, Known> known = new ConcurrentHashMap<>();
    private final Clock clock;

    CatalogPaths(PublisherState state, ObjectStore store, Clock clock) {
        this.state = state;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<ItemPath> of(Sha256 blob) {
        for (MirrorView view : state.views().values()) {
            CatalogView catalog = view.catalog();
            if (catalog != null && catalog.wanted().missing().containsKey(blob)) {
                ItemPath path = pathsOf(view.mirror(), catalog.revision()).get(blob);
                if (path != null) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<MirrorName> wantedBy(Sha256 blob) {
        return state.views().values().stream()
                .filter(view -> view.catalog() != null
                        && view.catalog().wanted().missing().containsKey(blob))
                .map(MirrorView::mirror)
                .findFirst();
    }

    /** The same without paths, which reads nothing. */
    BlobPaths withoutReading() {
        return new BlobPaths() {
            @Override
            public Optional<ItemPath> of(Sha256 blob) {
                return Optional.empty();
            }

            @Override
            public Optional<MirrorName> wantedBy(Sha256 blob) {
                return CatalogPaths.this.wantedBy(blob);
            }
        };
    }

    private Map<Sha256, ItemPath> pathsOf(MirrorName mirror, Sha256 revision) {
        return known.compute(
                        mirror,
                        (name, before) -> before != null && before.isOf(revision, clock.instant())
                                ? before
                                : read(mirror, revision))
                .paths();
    }

    private Known read(MirrorName mirror, Sha256 revision) {
        try {
            Catalog catalog = CatalogCodec.decode(store.read(StoreKeys.catalog(mirror, revision), MAX_CATALOG));
            var paths = new HashMap<Sha256, ItemPath>();
            catalog.items()
                    .forEach(item -> paths.putIfAbsent(
                            item.payload().sha256(), item.payload().path()));
            return new Known(revision, Map.copyOf(paths), Instant.MAX);
        } catch (StoreException | CatalogFormatException e) {
            // Paths are optional; other fields of the status report a broken store.
            return new Known(revision, Map.of(), clock.instant().plus(RETRY_AFTER));
        }
    }

    /**
     * The paths in a catalog.
     *
     * @param until when to read it again; catalogs never change, so only a failure expires
     */
    private record Known(Sha256 revision, Map<Sha256, ItemPath> paths, Instant until) {
        boolean isOf(Sha256 wanted, Instant now) {
            return revision.equals(wanted) && now.isBefore(until);
        }
    }
}
