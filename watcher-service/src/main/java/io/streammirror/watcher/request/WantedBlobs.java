package io.streammirror.watcher.request;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.NewestFirst;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The blobs that the accepted catalogs of all mirrors want. */
public final class WantedBlobs {
    /** A blob under very many paths needs no longer request: records stay small. */
    private static final int MAX_SOURCES = 16;

    private final SortedMap<MirrorName, WantedSet> sets = new ConcurrentSkipListMap<>();

    /** The wanted blobs of one mirror, in the order of their requests, with their locations. */
    private record WantedSet(List<WantedBlob> inOrder, Map<Sha256, WantedBlob> byHash, List<TreeLocation> locations) {}

    /** The mirror wants what this catalog names, and nothing it wanted before. */
    public void follow(Catalog catalog, List<TreeLocation> locations) {
        sets.put(catalog.mirror(), new WantedSet(NewestFirst.order(catalog), catalog.blobs(), List.copyOf(locations)));
    }

    /** The wanted blobs of a mirror, the most important first. */
    public List<WantedBlob> of(MirrorName mirror) {
        WantedSet set = sets.get(mirror);
        return set == null ? List.of() : set.inOrder();
    }

    /** Whether a mirror wants a blob. */
    public boolean isWantedBy(MirrorName mirror, Sha256 sha256) {
        WantedSet set = sets.get(mirror);
        return set != null && set.byHash().containsKey(sha256);
    }

    /** Whether any mirror wants a blob. */
    public boolean isWanted(Sha256 sha256) {
        return sets.values().stream().anyMatch(set -> set.byHash().containsKey(sha256));
    }

    /** All mirrors that want a blob: it is fetched once for all of them. */
    public List<MirrorName> mirrorsWanting(Sha256 sha256) {
        return sets.entrySet().stream()
                .filter(set -> set.getValue().byHash().containsKey(sha256))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every address of a blob, the first source of each mirror before the fallbacks of any. */
    public List<URI> sourcesOf(Sha256 sha256) {
        var sources = new ArrayList<URI>();
        int ranks = sets.values().stream()
                .mapToInt(set -> set.locations().size())
                .max()
                .orElse(0);
        for (int rank = 0; rank < ranks; rank++) {
            for (WantedSet set : sets.values()) {
                WantedBlob blob = set.byHash().get(sha256);
                if (blob != null && rank < set.locations().size()) {
                    TreeLocation location = set.locations().get(rank);
                    blob.paths().forEach(path -> sources.add(location.resolve(path)));
                }
            }
        }
        return sources.stream().distinct().limit(MAX_SOURCES).toList();
    }
}
