package io.streammirror.selection;

import java.util.stream.Collectors;

/**
 * A selection that no item of upstream matches.
 *
 * @param number its place in the configuration, from 1
 * @param reason which filter is to blame, and what may have been meant; for people
 */
public record UnmatchedSelection(int number, Selection selection, String reason) {
    @Override
    public String toString() {
        String filters = selection.filters().stream().map(Object::toString).collect(Collectors.joining(" "));
        return "selection " + number + (filters.isEmpty() ? "" : " (" + filters + ")") + " matches nothing: " + reason;
    }
}
