package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a version may be published: once the store has had the last of its bytes for the delay. The content counts and not the name, so a
 * version that upstream changes waits again.
 *
 * @param delay zero for no waiting
 * @param storedAt when the store got a blob; empty when that is not known, and then it counts as stored now
 */
public record PublicationDelay(Duration delay, Function<Sha256, Optional<Instant>> storedAt, Instant now) {
    /** Nothing waits. */
    public static final PublicationDelay NONE =
            new PublicationDelay(Duration.ZERO, blob -> Optional.empty(), Instant.EPOCH);

    boolean delays() {
        return !delay.isZero();
    }

    /** When the version comes, or came, of age. */
    Instant end(Version version) {
        return StoredBlobs.payloads(version)
                .map(Payload::sha256)
                .map(blob -> storedAt.apply(blob).orElse(now))
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(delay))
                .orElse(now);
    }

    boolean isOver(Version version) {
        return !delays() || !now.isBefore(end(version));
    }
}
