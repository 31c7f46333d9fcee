package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The body of the order to follow a bundle, all blobs of which are in the store already.
 *
 * @param manifest the blob that is the signed manifest of the bundle
 * @param publication the mirror of the sender whose publication is meant; null if the bundle has only one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportRequest(
        String who,
        @Nullable String why,
        Sha256 manifest,
        @Nullable MirrorName publication) implements OperatorRequest {
    public ImportRequest {
        OperatorRequest.required("who", who);
        OperatorRequest.required("manifest", manifest);
    }
}
