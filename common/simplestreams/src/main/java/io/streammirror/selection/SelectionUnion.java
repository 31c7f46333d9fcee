package io.streammirror.selection;

import io.streammirror.simplestreams.VersionName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The rule by which selections choose items of one product, whatever stands for an item: the union of the selections, each of the newest
 * versions in which it matches something.
 */
public final class SelectionUnion {
    private static final Selection EVERYTHING = new Selection(List.of(), OptionalInt.empty());

    private SelectionUnion() {}

    /**
     * The matching items of each version that is chosen.
     *
     * @param selections none means everything
     * @param versions all items of the product, oldest version first; items are distinguished by identity, because
     *     comparing their fields costs much
     * @param accepts whether all filters of a selection accept an item
     */
    public static <T> SortedMap<VersionName, Set<T>> of(
            List<Selection> selections, SortedMap<VersionName, List<T>> versions, BiPredicate<Selection, T> accepts) {
        var union = new TreeMap<VersionName, Set<T>>();
        for (Selection selection : selections.isEmpty() ? List.of(EVERYTHING) : selections) {
            newestMatching(selection, versions, accepts)
                    .forEach((version, items) -> union.computeIfAbsent(version, unseen -> identitySet())
                            .addAll(items));
        }
        return Collections.unmodifiableSortedMap(union);
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static <T> SortedMap<VersionName, List<T>> newestMatching(
            Selection selection, SortedMap<VersionName, List<T>> versions, BiPredicate<Selection, T> accepts) {
        var matching = new TreeMap<VersionName, List<T>>();
        versions.forEach((name, items) -> {
            var accepted = new ArrayList<T>();
            items.stream().filter(item -> accepts.test(selection, item)).forEach(accepted::add);
            if (!accepted.isEmpty()) {
                matching.put(name, accepted);
            }
        });
        while (matching.size() > selection.max().orElse(Integer.MAX_VALUE)) {
            matching.pollFirstEntry();
        }
        return matching;
    }
}
