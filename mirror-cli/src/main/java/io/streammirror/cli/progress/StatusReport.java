package io.streammirror.cli.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The publisher's {@code /api/v1/status}, as far as the command shows it; unknown fields are passed over. */
public record StatusReport(
        @Nullable String run,
        @Nullable List<MirrorStatus> mirrors,
        @Nullable List<Fetching> fetching,
        @Nullable List<String> warnings) {

    public List<MirrorStatus> allMirrors() {
        return mirrors == null ? List.of() : mirrors;
    }

    List<Fetching> inFlight() {
        return fetching == null ? List.of() : fetching;
    }

    /** What is not as it should be with all mirrors. */
    List<String> allWarnings() {
        return warnings == null ? List.of() : warnings;
    }

    /**
     * One item on its way from upstream.
     *
     * @param rate bytes a second
     */
    record Fetching(@Nullable String path, @Nullable String sha256, long size, long bytes, long rate) {
        String label() {
            return path != null ? path : sha256 != null ? sha256 : "?";
        }
    }
}
