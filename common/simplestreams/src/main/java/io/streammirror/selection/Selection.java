package io.streammirror.selection;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One wish: items that pass all filters, of the newest versions that have such items.
 *
 * @param filters all must accept; none means everything
 * @param max how many versions of each product, newest first; absent means all
 */
public record Selection(List<Filter> filters, OptionalInt max) {
    public Selection {
        filters = List.copyOf(filters);
        if (max.isPresent() && max.getAsInt() < 1) {
            throw new IllegalArgumentException("max of a selection must be at least 1, is " + max.getAsInt());
        }
    }

    boolean accepts(Map<String, String> fields) {
        return filters.stream().allMatch(filter -> filter.accepts(fields));
    }
}
