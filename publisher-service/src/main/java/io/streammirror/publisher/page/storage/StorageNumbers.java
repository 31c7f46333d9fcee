package io.streammirror.publisher.page.storage;

import io.streammirror.api.StoragePoint.MirrorPoint;
import io.streammirror.api.StorageReport.MirrorStorage;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.config.Settings;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.VersionContent;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.store.BlobInventory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the objects that the last checks of log and store found; it reads nothing from the store. */
final class StorageNumbers {
    private final List<MirrorName> mirrors;
    private final PublisherState state;
    private final LatestSnapshots snapshots;
    private final Clock clock;

    StorageNumbers(Settings settings, PublisherState state, LatestSnapshots snapshots, Clock clock) {
        this.mirrors = List.copyOf(new TreeSet<>(settings.mirrors().keySet()));
        this.state = state;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * The present need and content.
     *
     * @param inventory empty before the first check of any mirror
     */
    record Now(long wanted, long present, Optional<BlobInventory> inventory, List<MirrorStorage> mirrors) {
        Now {
            mirrors = List.copyOf(mirrors);
        }
    }

    Now now() {
        var all = new HashMap<Sha256, Long>();
        var each = new ArrayList<MirrorStorage>();
        Optional<BlobInventory> inventory = inventory();
        mirrors.forEach(
                mirror -> snapshots.of(mirror).map(MirrorSnapshot::catalog).ifPresent(catalog -> {
                    Map<Sha256, Long> wanted = sizes(catalog);
                    all.putAll(wanted);
                    each.add(new MirrorStorage(mirror, sum(wanted), present(wanted, inventory)));
                }));
        return new Now(sum(all), present(all, inventory), inventory, each);
    }

    /** All mirrors share one, so the largest one is the newest that has not begun to sweep. */
    private Optional<BlobInventory> inventory() {
        return mirrors.stream()
                .flatMap(mirror -> snapshots.of(mirror).stream())
                .map(MirrorSnapshot::inventory)
                .max(Comparator.comparingInt(BlobInventory::count));
    }

    private static Map<Sha256, Long> sizes(ReadCatalog catalog) {
        var sizes = new HashMap<Sha256, Long>();
        for (WantedBlob blob : catalog.blobs().values()) {
            sizes.put(blob.sha256(), blob.size());
        }
        return sizes;
    }

    private static long sum(Map<Sha256, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long present(Map<Sha256, Long> wanted, Optional<BlobInventory> inventory) {
        return inventory
                .map(stored -> wanted.entrySet().stream()
                        .filter(blob -> stored.contains(blob.getKey(), blob.getValue()))
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .orElse(0L);
    }

    /** Freshness and completeness of each mirror. */
    List<MirrorPoint> mirrors() {
        return mirrors.stream()
                .limit(StorageHistory.MAX_MIRRORS)
                .flatMap(mirror -> snapshots.of(mirror).stream())
                .map(this::point)
                .toList();
    }

    private MirrorPoint point(MirrorSnapshot snapshot) {
        ReadCatalog catalog = snapshot.catalog();
        if (catalog == null) {
            return new MirrorPoint(snapshot.mirror(), 0, 0, 0);
        }
        int products = 0;
        int current = 0;
        for (var stream : catalog.catalog().streams().values()) {
            for (Product product : stream.selected().products().values()) {
                products += product.versions().isEmpty() ? 0 : 1;
                current += isCurrent(stream.contentId(), product, snapshot.live()) ? 1 : 0;
            }
        }
        MirrorView view = state.view(snapshot.mirror());
        boolean done = catalog.accepted().revision().equals(view.assembly().from()) && current == products;
        Duration behind = Duration.between(catalog.accepted().acceptedAt(), clock.instant());
        return new MirrorPoint(
                snapshot.mirror(), done || behind.isNegative() ? 0 : behind.toSeconds(), products, current);
    }

    /** Whether the newest version that is wanted is published with the content that is wanted. */
    private static boolean isCurrent(ContentId stream, Product wanted, @Nullable LiveTree live) {
        if (live == null || wanted.versions().isEmpty()) {
            return false;
        }
        Version newest =
                Objects.requireNonNull(wanted.versions().get(wanted.versions().lastKey()));
        Version there = live.tree()
                .product(stream, wanted.name())
                .map(listed -> listed.versions().get(newest.name()))
                .orElse(null);
        return there != null && VersionContent.of(there).equals(VersionContent.of(newest));
    }
}
