package io.streammirror.publisher.scrub;

import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The blobs that mirrors publish or want, as the last checks of this publisher saw it. */
@Singleton
class NeededBlobs {
    private final Settings settings;
    private final LatestSnapshots snapshots;

    NeededBlobs(Settings settings, LatestSnapshots snapshots) {
        this.settings = settings;
        this.snapshots = snapshots;
    }

    /** The blobs of all live publications. */
    Set<Sha256> published() {
        var published = new HashSet<Sha256>();
        each(Optional.empty(), snapshot -> addPublished(snapshot, published));
        return published;
    }

    /** The blobs that one mirror publishes or wants, or any of them. */
    Set<Sha256> of(Optional<MirrorName> mirror) {
        var needed = new HashSet<Sha256>();
        each(mirror, snapshot -> {
            addPublished(snapshot, needed);
            if (snapshot.catalog() != null) {
                needed.addAll(snapshot.catalog().blobs().keySet());
            }
        });
        return needed;
    }

    /** Of these, how many the store does not have whole; damaged ones are not among them. */
    int missing(Optional<MirrorName> mirror, Set<Sha256> damaged) {
        var missing = new HashSet<Sha256>();
        each(mirror, snapshot -> {
            BlobInventory stored = snapshot.inventory();
            missing.addAll(snapshot.allLost());
            if (snapshot.catalog() != null) {
                snapshot.catalog().blobs().values().stream()
                        .filter(blob -> !stored.contains(blob.sha256(), blob.size()))
                        .forEach(blob -> missing.add(blob.sha256()));
            }
        });
        missing.removeAll(damaged);
        return missing.size();
    }

    private static void addPublished(MirrorSnapshot snapshot, Set<Sha256> to) {
        if (snapshot.live() != null) {
            snapshot.live().files().values().stream().map(PublishedFile::sha256).forEach(to::add);
        }
    }

    private void each(Optional<MirrorName> only, Consumer<MirrorSnapshot> use) {
        settings.mirrors().keySet().stream()
                .filter(mirror -> only.isEmpty() || only.get().equals(mirror))
                .forEach(mirror -> snapshots.of(mirror).ifPresent(use));
    }
}
