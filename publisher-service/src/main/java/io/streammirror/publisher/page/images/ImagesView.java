package io.streammirror.publisher.page.images;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The view of the page of images.
 *
 * @param sort the value of the parameter, to keep it in a search
 * @param states how many images are in each state
 * @param clear link to all images; null while all are shown
 * @param empty what stands in place of the table; null when there is a table
 */
public record ImagesView(
        String search,
        String sort,
        String total,
        List<StateCount> states,
        List<String> notes,
        List<Column> columns,
        List<Group> groups,
        Pager pager,
        @Nullable String clear,
        @Nullable String empty,
        String json) {
    public ImagesView {
        states = List.copyOf(states);
        notes = List.copyOf(notes);
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
    }

    /** A state that images have, with a link to these. */
    public record StateCount(String kind, String words, int count, String link) {}

    /**
     * A column that can be sorted by.
     *
     * @param link that sorts by it, or turns the order round; null for a column without an order
     * @param order {@code ascending} or {@code descending}; null unless it is the order of the page
     */
    public record Column(
            String label,
            boolean number,
            @Nullable String link,
            @Nullable String order) {}

    /** The images of one system. */
    public record Group(String name, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /** A link to a product. */
    public record KernelLink(
            String name, String link, @Nullable String note) {}

    /**
     * One image.
     *
     * @param more how many kernels are not shown
     */
    public record Row(
            String title,
            String release,
            String architecture,
            String size,
            String version,
            String kind,
            String words,
            @Nullable String reason,
            List<KernelLink> kernels,
            int more,
            String since,
            String newest,
            @Nullable String support,
            @Nullable String esm,
            String fit,
            @Nullable String unfit) {
        public Row {
            kernels = List.copyOf(kernels);
        }
    }
}
