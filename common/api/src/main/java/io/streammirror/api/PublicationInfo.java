package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A publication that a mirror keeps.
 *
 * @param catalog that it was assembled from
 * @param updated when it was published
 * @param sequence of the log entry that made it live
 * @param signer fingerprint of the key that signed it
 * @param superseded when another publication became live; null for the live one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicationInfo(
        Sha256 id,
        Sha256 catalog,
        Instant updated,
        long sequence,
        String signer,
        @Nullable Instant superseded) {}
