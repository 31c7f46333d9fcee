package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.api.ImageInfo.Kernel;
import io.streammirror.text.SafeText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shown part of a table, as the URL names it.
 *
 * @param search texts that all must be in an image, whatever the case; empty for all images
 * @param sort in each group; null for the order of the table
 * @param page from 1
 */
public record ImageQuery(String search, @Nullable ImageSort sort, boolean descending, int page) {
    public static final ImageQuery ALL = new ImageQuery("", null, false, 1);

    static final int MAX_SEARCH = 200;
    static final int ROWS = 40;

    /** Reads the parameters. An invalid one counts as missing, because an error about a link helps no reader. */
    public static ImageQuery parse(@Nullable String search, @Nullable String sort, @Nullable String page) {
        String order = sort == null ? "" : sort;
        boolean descending = order.startsWith("-");
        return new ImageQuery(
                search == null ? "" : SafeText.line(search.strip(), MAX_SEARCH),
                ImageSort.of(descending ? order.substring(1) : order),
                descending,
                page != null && page.matches("[0-9]{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1);
    }

    /** The value of the parameter {@code sort}; empty for the order of the table. */
    public String sortParameter() {
        return sort == null ? "" : (descending ? "-" : "") + sort.label();
    }

    /** The rows of all pages. */
    List<ImageInfo> matching(List<ImageInfo> images) {
        List<String> words = List.of(search.toLowerCase(Locale.ROOT).split(" +", -1));
        Comparator<ImageInfo> group = Comparator.comparing(image -> ImageFields.groupOrder(image.system()));
        return images.stream()
                .filter(image -> matches(image, words))
                .sorted(sort == null ? ImageTable.ORDER : group.thenComparing(ordered(sort)))
                .toList();
    }

    private Comparator<ImageInfo> ordered(ImageSort by) {
        Comparator<ImageInfo> order = by.comparator();
        return (descending ? order.reversed() : order).thenComparing(ImageTable.ORDER);
    }

    private static boolean matches(ImageInfo image, List<String> words) {
        String text = text(image).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static String text(ImageInfo image) {
        return String.join(
                "\n",
                image.system(),
                image.title(),
                image.release(),
                image.architecture(),
                image.label(),
                String.valueOf(image.version()),
                image.state().words(),
                image.kernels().stream().map(Kernel::name).collect(Collectors.joining("\n")),
                image.kernels().stream().map(Kernel::product).collect(Collectors.joining("\n")));
    }
}
