package io.streammirror.publisher.page.storage;

import io.streammirror.catalog.WantedBlob;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.DamagedPublicationException;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Measures what only superseded publications and standing orders need. It reads every kept publication, one at a time. */
final class SupersededBytes {
    private final Publications publications;
    private final LatestSnapshots snapshots;

    SupersededBytes(ObjectStore store, LatestSnapshots snapshots) {
        this.publications = new Publications(store);
        this.snapshots = snapshots;
    }

    long measure(LogState state) {
        Map<Sha256, Long> former = new HashMap<>();
        state.mirrors().forEach((mirror, of) -> of.neededPublications().stream()
                .filter(id -> !isLive(of, id))
                .forEach(id -> files(mirror, id).forEach(former::putIfAbsent)));
        state.mirrors().forEach((mirror, of) -> former.keySet().removeAll(current(mirror, of)));
        return former.values().stream().mapToLong(Long::longValue).sum();
    }

    private static boolean isLive(MirrorState state, Sha256 id) {
        return state.live() != null && state.live().id().equals(id);
    }

    private Set<Sha256> current(MirrorName mirror, MirrorState state) {
        var current = new HashSet<Sha256>();
        if (state.live() != null) {
            current.addAll(files(mirror, state.live().id()).keySet());
        }
        snapshots.of(mirror).map(MirrorSnapshot::catalog).ifPresent(catalog -> catalog.blobs().values().stream()
                .map(WantedBlob::sha256)
                .forEach(current::add));
        return current;
    }

    private Map<Sha256, Long> files(MirrorName mirror, Sha256 id) {
        try {
            Publication publication = publications.load(mirror, id);
            var files = new HashMap<Sha256, Long>();
            publication.files().values().forEach(file -> files.put(file.sha256(), file.size()));
            return Map.copyOf(files);
        } catch (ObjectMissingException | DamagedPublicationException lost) {
            return Map.of();
        }
    }
}
