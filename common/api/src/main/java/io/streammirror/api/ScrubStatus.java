package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the stored blobs are.
 *
 * @param every within which each blob is verified; null when the scrub is off
 * @param bytesPerMonth that the scrub reads in 30 days, or would read if it verified each blob within 30 days
 * @param oldest when the least recently verified blob was verified or stored; null while it is not known
 * @param late blobs whose deadline is over
 * @param damaged blobs that have other bytes than their hash says, and count as missing
 * @param lost those of them that no source has at present; the first 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScrubStatus(
        @Nullable Duration every,
        long bytesPerMonth,
        @Nullable Instant oldest,
        int late,
        int damaged,
        List<LostBlob> lost) {
    public ScrubStatus {
        lost = List.copyOf(Objects.requireNonNullElse(lost, List.of()));
    }
}
