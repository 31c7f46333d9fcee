package io.streammirror.api;

import io.streammirror.simplestreams.Sha256;
import java.util.Objects;

/**
 * A damaged blob of which no source has a good copy at present.
 *
 * @param reason what was tried, or what to do
 */
public record LostBlob(Sha256 sha256, String reason) {
    public LostBlob {
        reason = Objects.requireNonNullElse(reason, "");
    }
}
