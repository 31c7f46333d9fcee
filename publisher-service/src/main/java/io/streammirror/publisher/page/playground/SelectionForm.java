package io.streammirror.publisher.page.playground;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The parameters of tried selections in a URL: {@code filters1}, {@code max1} and so on, filters one a line. */
public final class SelectionForm {
    static final String FILTERS = "filters";
    static final String MAX = "max";

    private SelectionForm() {}

    /** The filters of each selection. */
    public static List<String> filters(Map<String, String> parameters) {
        return values(parameters, FILTERS);
    }

    /** The number of versions of each selection, as many as there are filters. */
    public static List<String> max(Map<String, String> parameters) {
        return values(parameters, MAX);
    }

    private static List<String> values(Map<String, String> parameters, String name) {
        return IntStream.rangeClosed(1, TriedSelections.MAX_SELECTIONS)
                .mapToObj(number -> parameters.getOrDefault(name + number, ""))
                .toList();
    }
}
