package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /api/v1/status}.
 *
 * @param run the run that the word "settled" refers to
 * @param fetching items that are being downloaded
 * @param warnings problems of all mirrors, for people
 * @param scrub how the stored blobs are; null from an earlier publisher
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusReport(
        String run,
        Instant time,
        List<MirrorStatus> mirrors,
        List<ItemProgress> fetching,
        List<String> warnings,
        @Nullable ScrubStatus scrub) {
    public StatusReport {
        run = Objects.requireNonNullElse(run, "");
        time = Objects.requireNonNullElse(time, Instant.EPOCH);
        mirrors = List.copyOf(Objects.requireNonNullElse(mirrors, List.of()));
        fetching = List.copyOf(Objects.requireNonNullElse(fetching, List.of()));
        warnings = List.copyOf(Objects.requireNonNullElse(warnings, List.of()));
    }
}
