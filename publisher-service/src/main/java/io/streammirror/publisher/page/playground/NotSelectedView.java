package io.streammirror.publisher.page.playground;

import io.streammirror.publisher.page.images.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of the page of content that is not selected.
 *
 * @param summary how much there is
 * @param empty what stands in place of the table; null when there is a table
 * @param playground link to the page that tries selections
 */
public record NotSelectedView(
        String search,
        String summary,
        @Nullable String note,
        @Nullable String empty,
        List<Row> rows,
        Pager pager,
        @Nullable String clear,
        String playground) {
    public NotSelectedView {
        rows = List.copyOf(rows);
    }

    /** A product. */
    public record Row(
            String system,
            String title,
            String architecture,
            String kernel,
            String newest,
            String versions,
            String size,
            String reason,
            String product) {}
}
