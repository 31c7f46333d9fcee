package io.streammirror.publisher.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what {@code after} names for the next page; null on the last one
 */
public record Page<T>(List<T> rows, @Nullable String next) {
    /** Rows of a page unless the client asks for another number. */
    public static final int DEFAULT_LIMIT = 100;

    public static final int MAX_LIMIT = 1_000;

    private static final String NUMBER = "[0-9]{1,9}";

    public Page {
        rows = List.copyOf(rows);
    }

    /**
     * A page of rows.
     *
     * @param after what the page before gave as {@code next}; null for the first page
     * @param limit 1 to {@value #MAX_LIMIT}; null for {@value #DEFAULT_LIMIT}
     * @throws IllegalArgumentException for anything else; its message is for the client
     */
    public static <T> Page<T> of(List<T> rows, @Nullable String after, @Nullable String limit) {
        int first =
                after == null ? 0 : number("after", after, Integer.MAX_VALUE, "what the page before gave as 'next'");
        int size = limit == null ? DEFAULT_LIMIT : number("limit", limit, MAX_LIMIT, "a number from 1 to " + MAX_LIMIT);
        int from = Math.min(first, rows.size());
        int to = Math.min(rows.size(), from + size);
        return new Page<>(rows.subList(from, to), to < rows.size() ? Integer.toString(to) : null);
    }

    private static int number(String name, String text, int max, String expected) {
        int value = text.matches(NUMBER) ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("'" + name + "' must be " + expected);
        }
        return value;
    }
}
