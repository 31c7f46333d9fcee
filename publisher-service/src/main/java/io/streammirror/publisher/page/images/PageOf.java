package io.streammirror.publisher.page.images;

import java.util.List;

/**
 * Some rows of a longer list.
 *
 * @param number of the page, from 1
 * @param pages at least 1
 */
public record PageOf<T>(List<T> rows, int number, int pages) {
    public PageOf {
        rows = List.copyOf(rows);
    }

    /** A page of a list; one before the first is the first one, one beyond the last is the last one. */
    public static <T> PageOf<T> of(List<T> all, int number, int size) {
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int shown = Math.min(Math.max(1, number), pages);
        return new PageOf<>(all.subList((shown - 1) * size, Math.min(shown * size, all.size())), shown, pages);
    }
}
