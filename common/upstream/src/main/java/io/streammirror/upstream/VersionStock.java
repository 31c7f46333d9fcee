package io.streammirror.upstream;

import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Version;
import io.streammirror.store.BlobInventory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The stored blobs of versions that wait before they are published.
 *
 * @param isComplete whether all bytes of a version are stored
 * @param isOldEnough whether they have been stored for as long as the mirror waits
 */
public record VersionStock(Predicate<Version> isComplete, Predicate<Version> isOldEnough) {
    /** Nothing is stored. */
    public static final VersionStock EMPTY = new VersionStock(version -> false, version -> false);

    /**
     * The versions that an inventory has.
     *
     * @param delay how long the mirror waits
     */
    public static VersionStock of(BlobInventory stored, Duration delay, Instant now) {
        return new VersionStock(
                version -> payloads(version).allMatch(payload -> stored.contains(payload.sha256(), payload.size())),
                version -> !payloads(version)
                        .map(payload -> stored.storedAt(payload.sha256()).orElse(now))
                        .max(Comparator.naturalOrder())
                        .orElse(now)
                        .plus(delay)
                        .isAfter(now));
    }

    private static Stream<Payload> payloads(Version version) {
        return version.items().values().stream().map(Item::payload).filter(Objects::nonNull);
    }
}
