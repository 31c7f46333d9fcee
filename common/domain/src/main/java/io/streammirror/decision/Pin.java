package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order to list one version of a product, and none that is newer, whatever upstream does.
 *
 * @param publication where the version's content is taken from; null when no publication had it
 * @param catalog where it is taken from instead; null when a publication has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pin(
        ContentId stream,
        ProductName product,
        VersionName version,
        @Nullable Sha256 publication,
        @Nullable Sha256 catalog,
        StandingOrder order) {
    public Pin {
        if ((publication == null) == (catalog == null)) {
            throw new IllegalArgumentException("pin of '" + product + "' in '" + stream
                    + "': its content comes either from a publication or from a catalog");
        }
    }

    public boolean isOf(ContentId otherStream, ProductName otherProduct) {
        return stream.equals(otherStream) && product.equals(otherProduct);
    }
}
