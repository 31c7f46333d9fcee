package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The items that one mirror would fetch, and the versions that it would publish.
 *
 * @param updated upstream's timestamp, if it has one
 * @param comeAlong number of items that match no filter but belong to selected versions
 * @param stored the blobs in the store; empty when no store can be read
 * @param notes for people: weak trust, sources that failed, suspicions that would hold the change
 */
public record MirrorPlan(
        Catalog catalog, @Nullable Instant updated, int comeAlong, Optional<BlobInventory> stored, List<String> notes) {
    public MirrorPlan {
        notes = List.copyOf(notes);
    }

    /** Whether the store has the blob; empty when that is not known. */
    public Optional<Boolean> isStored(Sha256 sha256, long size) {
        return stored.map(inventory -> inventory.contains(sha256, size));
    }

    /** Number of distinct blobs to fetch; empty when the stored blobs are not known. */
    public OptionalInt missingBlobs() {
        return stored.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) missing().count());
    }

    /** Their size in bytes. */
    public OptionalLong missingBytes() {
        return stored.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(missing().mapToLong(WantedBlob::size).sum());
    }

    private Stream<WantedBlob> missing() {
        return catalog.blobs().values().stream()
                .filter(blob -> !isStored(blob.sha256(), blob.size()).orElse(false));
    }
}
