package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of what upstream offers and no selection takes.
 *
 * @param total number of products that match the query
 * @param page from 1
 * @param bytes distinct bytes of all of it that the mirror does not want otherwise
 * @param note what the list does not know, for people; null when it knows all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnselectedList(
        MirrorName mirror,
        int total,
        int page,
        int pages,
        long bytes,
        @Nullable String note,
        List<UnselectedProduct> products) {
    public UnselectedList {
        products = List.copyOf(Objects.requireNonNullElse(products, List.of()));
    }

    /**
     * A product of which versions are not selected.
     *
     * @param newest the newest of these versions
     * @param versions number of versions that are not selected
     * @param bytes distinct bytes of these versions
     * @param reason why, for people
     */
    public record UnselectedProduct(
            String stream,
            String product,
            String system,
            String title,
            String architecture,
            String kernel,
            String newest,
            int versions,
            long bytes,
            String reason) {}
}
