package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to verify stored blobs.
 *
 * @param mirror only what this mirror needs; null for all blobs
 * @param since blobs that were verified after this time are left out; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerifyRequest(
        @Nullable MirrorName mirror,
        @Nullable Instant since,
        String who,
        @Nullable String why) implements OperatorRequest {
    public VerifyRequest {
        OperatorRequest.required("who", who);
    }
}
