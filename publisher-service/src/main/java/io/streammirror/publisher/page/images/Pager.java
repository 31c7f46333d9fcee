package io.streammirror.publisher.page.images;

import io.streammirror.publisher.page.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Leads from one part of a list to the next.
 *
 * @param text which part it is
 * @param previous null on the first one
 * @param next null on the last one
 */
public record Pager(
        String text, @Nullable String previous, @Nullable String next) {
    private static final String PAGE = "page";

    /** The links stay on the page that was asked for, with all other parameters. */
    public static Pager of(PageRequest request, int page, int pages) {
        return new Pager(
                "Page " + page + " of " + pages,
                page > 1 ? request.with(PAGE, Integer.toString(page - 1)) : null,
                page < pages ? request.with(PAGE, Integer.toString(page + 1)) : null);
    }

    /** Whether there is another part. */
    public boolean isNeeded() {
        return previous != null || next != null;
    }
}
