package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.api.ImageInfo.MaasFit;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A product with its versions.
 *
 * @param id 12 hexadecimal digits
 * @param origin where its versions come from: "upstream", "promotion" or "operator"
 * @param fields of the product as upstream gives them, those that are text
 * @param fit of the newest version
 * @param versions newest first
 */
public record ProductInfo(
        MirrorName mirror,
        String id,
        String stream,
        String product,
        String title,
        String architecture,
        String origin,
        SortedMap<String, String> fields,
        List<MaasFit> fit,
        List<ProductVersion> versions) {
    public ProductInfo {
        fields = new TreeMap<>(Objects.requireNonNullElse(fields, Map.of()));
        fit = List.copyOf(Objects.requireNonNullElse(fit, List.of()));
        versions = List.copyOf(Objects.requireNonNullElse(versions, List.of()));
    }

    /**
     * A version.
     *
     * @param published whether the live publication lists it
     * @param bytes distinct bytes of its items
     * @param reason why the state is what it is, for people; null when it needs no explanation
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductVersion(
            String version,
            VersionState state,
            boolean published,
            long bytes,
            int percent,
            @Nullable String reason,
            List<ProductItem> items) {
        public ProductVersion {
            state = Objects.requireNonNullElse(state, VersionState.UNKNOWN);
            items = List.copyOf(Objects.requireNonNullElse(items, List.of()));
        }
    }

    /**
     * One file of a version.
     *
     * @param path in the tree of upstream, and in ours
     * @param stored whether the store has it whole
     * @param storedAt when the store got it, by its own clock; null where it does not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProductItem(
            String name,
            String path,
            long size,
            String sha256,
            boolean stored,
            @Nullable Instant storedAt) {}
}
