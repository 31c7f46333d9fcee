package io.streammirror.cli.progress;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mirror in the {@link StatusReport}. */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record MirrorStatus(
        String name,
        @Nullable String source,
        @Nullable String path,
        @Nullable String state,
        boolean settled,
        boolean complete,
        @Nullable String pollOutcome,
        @Nullable String reason,
        @Nullable String upstreamUpdated,
        @Nullable String catalog,
        @Nullable String publication,
        @Nullable String published,
        long products,
        long versions,
        long items,
        @Nullable Blobs blobs,
        @Nullable Bytes bytes,
        @Nullable List<Failure> failures) {

    public String stateOrUnknown() {
        return state == null ? "unknown" : state;
    }

    Blobs blobsOrNone() {
        return blobs == null ? new Blobs(0, 0, 0) : blobs;
    }

    Bytes bytesOrNone() {
        return bytes == null ? new Bytes(0, 0) : bytes;
    }

    List<Failure> allFailures() {
        return failures == null ? List.of() : failures;
    }

    /** Distinct contents that the catalog wants. */
    record Blobs(long wanted, long stored, long failed) {}

    /** Their sizes; each distinct content counts once. */
    record Bytes(long wanted, long stored) {
        long missing() {
            return Math.max(0, wanted - stored);
        }
    }

    /** One content that could not be had. */
    record Failure(
            @Nullable String path,
            @Nullable String sha256,
            @Nullable String reason) {}
}
