package io.streammirror.publisher.page.playground;

import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Applies filters within a time limit. One search of a regular expression takes a bounded number of steps, some milliseconds, and the time
 * is checked between two of them, so the limit holds for every expression.
 *
 * <p>Each filter is applied once to each value. Not safe for use by several threads.
 */
final class FilterWatch {
    static final Duration MAX_TIME = Duration.ofSeconds(2);

    /** For each filter; others are searched again, because paths and digests would fill the memory. */
    private static final int MAX_VALUES = 4_000;

    private static final int MAX_SHOWN = 8;

    private final LongSupplier nanoTime;
    private final long end;
    private final Map<Filter, Map<String, Boolean>> known = new HashMap<>();
    private final Set<Filter> matched = new HashSet<>();

    FilterWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + MAX_TIME.toNanos();
    }

    /**
     * Whether all filters of a selection accept an item.
     *
     * @throws OfferException when the time is over
     * @throws io.streammirror.selection.FilterException when one search takes too many steps
     */
    boolean accepts(Selection selection, Map<String, String> fields) {
        boolean all = true;
        for (Filter filter : selection.filters()) {
            // Each one, so that the filter is known that matches nothing.
            all &= accepts(filter, fields);
        }
        return all;
    }

    private boolean accepts(Filter filter, Map<String, String> fields) {
        if (nanoTime.getAsLong() - end >= 0) {
            throw new OfferException("the filters take more than " + MAX_TIME.toSeconds()
                    + " seconds; write regular expressions without nested repetition such as (a+)+");
        }
        String value = fields.getOrDefault(filter.key(), "");
        Map<String, Boolean> values = known.computeIfAbsent(filter, unseen -> new HashMap<>());
        Boolean before = values.get(value);
        boolean accepted = before == null ? filter.accepts(fields) : before;
        if (before == null && values.size() < MAX_VALUES) {
            values.put(value, accepted);
        }
        if (accepted) {
            matched.add(filter);
        }
        return accepted;
    }

    /** Why a selection matches nothing, for people. */
    String explain(Selection selection) {
        List<Filter> blamed = selection.filters().stream()
                .filter(filter -> !matched.contains(filter))
                .toList();
        if (blamed.isEmpty()) {
            return "each of its filters matches items, but no item matches all of them";
        }
        Filter first = blamed.get(0);
        SortedSet<String> values =
                new TreeSet<>(known.getOrDefault(first, Map.of()).keySet());
        values.remove("");
        if (values.isEmpty()) {
            return "no item has `" + first.key() + "`";
        }
        String shown = String.join(", ", values.stream().limit(MAX_SHOWN).toList());
        return "no item matches `" + first + "`; `" + first.key() + "` is " + shown
                + (values.size() > MAX_SHOWN ? " or one of " + (values.size() - MAX_SHOWN) + " more" : "");
    }
}
