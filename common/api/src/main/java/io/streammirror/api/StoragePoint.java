package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of the store at one moment, in bytes; the fields are those of {@link StorageReport}.
 *
 * @param superseded null where it could not be measured, as sweepable
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoragePoint(
        Instant time,
        long wanted,
        long stored,
        @Nullable Long superseded,
        @Nullable Long sweepable,
        List<MirrorPoint> mirrors) {
    public StoragePoint {
        mirrors = List.copyOf(Objects.requireNonNullElse(mirrors, List.of()));
    }

    /**
     * How a mirror was at that moment.
     *
     * @param behindSeconds age of the oldest accepted change that was not published; 0 when all was
     * @param products number of products that were wanted
     * @param upToDate of these, those whose newest version was published
     */
    public record MirrorPoint(MirrorName mirror, long behindSeconds, int products, int upToDate) {}
}
