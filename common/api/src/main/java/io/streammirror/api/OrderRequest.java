package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of an order about a mirror's publications: hold, release, rollback, pin, unpin, promote and remove-image. Each order takes the
 * fields that it needs.
 *
 * @param publication an id, or at least its first 12 digits
 * @param only what a release ends; null ends both
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderRequest(
        String who,
        @Nullable String why,
        @Nullable String publication,
        @Nullable ContentId stream,
        @Nullable ProductName product,
        @Nullable VersionName version,
        @Nullable Only only)
        implements OperatorRequest {
    /** The standing orders that a release ends. */
    public enum Only {
        HOLD,
        ROLLBACK,
        /** A word that the API does not define. */
        @JsonEnumDefaultValue
        UNKNOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public OrderRequest {
        OperatorRequest.required("who", who);
        if (only == Only.UNKNOWN) {
            throw new IllegalArgumentException("'only' must be 'hold' or 'rollback'");
        }
    }

    /** A request with person and reason alone. */
    public static OrderRequest by(String who, @Nullable String why) {
        return new OrderRequest(who, why, null, null, null, null, null);
    }

    public OrderRequest withPublication(@Nullable String id) {
        return new OrderRequest(who, why, id, stream, product, version, only);
    }

    /** About a product; stream and version are null where the order takes any or all. */
    public OrderRequest withProduct(ProductName name, @Nullable ContentId of, @Nullable VersionName one) {
        return new OrderRequest(who, why, publication, of, name, one, only);
    }

    public OrderRequest withOnly(@Nullable Only ending) {
        return new OrderRequest(who, why, publication, stream, product, version, ending);
    }
}
