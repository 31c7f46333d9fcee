package io.streammirror.publisher.page.images;

import io.streammirror.api.ProductInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The view of the page of a product.
 *
 * @param origin where its bytes come from
 * @param back link to the images
 */
public record ProductView(
        ProductInfo product,
        String back,
        String origin,
        String fit,
        @Nullable String unfit,
        List<Fact> fields,
        List<Shown> versions,
        String json) {
    public ProductView {
        fields = List.copyOf(fields);
        versions = List.copyOf(versions);
    }

    /** A field of the product. */
    public record Fact(String name, String value) {
        static List<Fact> of(Map<String, String> fields) {
            return fields.entrySet().stream()
                    .map(field -> new Fact(field.getKey(), field.getValue()))
                    .toList();
        }
    }

    /** A version. */
    public record Shown(
            String name,
            String kind,
            String words,
            @Nullable String reason,
            boolean published,
            String size,
            List<File> files) {
        public Shown {
            files = List.copyOf(files);
        }
    }

    /**
     * A file of a version.
     *
     * @param link to the published file; null for one that is not published
     */
    public record File(String name, String path, @Nullable String link, String size, String sha256, String stored) {}
}
