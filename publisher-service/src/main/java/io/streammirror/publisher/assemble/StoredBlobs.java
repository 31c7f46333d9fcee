package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.Item;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import java.util.Objects;
import java.util.stream.Stream;

/** The stored blobs at the time of assembling. */
@FunctionalInterface
public interface StoredBlobs {
    /** Whether the blob is there whole. */
    boolean contains(Sha256 sha256, long size);

    /** Whether every byte that the version names is there. */
    default boolean containsAllOf(Version version) {
        return payloads(version).allMatch(payload -> contains(payload.sha256(), payload.size()));
    }

    /** The files of a version. */
    static Stream<Payload> payloads(Version version) {
        return version.items().values().stream().map(Item::payload).filter(Objects::nonNull);
    }
}
