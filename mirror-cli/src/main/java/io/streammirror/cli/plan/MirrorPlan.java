package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.store.BlobInventory;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one mirror would fetch and publish.
 *
 * @param updated upstream's own time stamp, where it has one
 * @param stored what the store has already; empty when no store is up
 */
public record MirrorPlan(Catalog catalog, @Nullable Instant updated, Optional<BlobInventory> stored) {
    /** Whether the store has the blob; empty when that is not known. */
    public Optional<Boolean> isStored(WantedBlob blob) {
        return stored.map(inventory -> inventory.contains(blob.sha256(), blob.size()));
    }

    /** Distinct blobs that would have to be fetched; empty when what is stored is not known. */
    public OptionalInt missingBlobs() {
        return stored.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) missing().count());
    }

    /** Their bytes. */
    public OptionalLong missingBytes() {
        return stored.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(missing().mapToLong(WantedBlob::size).sum());
    }

    private Stream<WantedBlob> missing() {
        return catalog.blobs().values().stream()
                .filter(blob -> !isStored(blob).orElse(false));
    }
}
