package io.streammirror.publisher.page.history;

import io.streammirror.publisher.history.MirrorHistory;
import io.streammirror.publisher.page.PageText;
import io.streammirror.publisher.snapshot.TreeDifference;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two publications.
 *
 * @param from id of the earlier one
 * @param to id of the later one
 * @param more how many changes are not shown
 * @param json link to all of it as JSON
 */
record DifferenceView(String from, String to, String items, String bytes, List<Change> changes, int more, String json) {
    /** Rows of one page; the JSON has all. */
    private static final int MAX_CHANGES = 500;

    /** @param mark {@code added}, {@code removed} or {@code changed} */
    record Change(String mark, String what, String product, String version) {}

    static DifferenceView of(MirrorHistory.Difference found, String json) {
        TreeDifference difference = found.difference();
        var changes = new ArrayList<Change>();
        difference.productsAdded().forEach(product -> changes.add(change("added", product)));
        difference.productsRemoved().forEach(product -> changes.add(change("removed", product)));
        difference.versionsAdded().forEach(version -> changes.add(change("added", version)));
        difference.versionsRemoved().forEach(version -> changes.add(change("removed", version)));
        difference.changed().forEach(version -> changes.add(change("changed", version)));
        return new DifferenceView(
                found.from().abbreviated(),
                found.to().abbreviated(),
                PageText.count(difference.itemsAdded(), "item") + " more, " + difference.itemsRemoved() + " less",
                PageText.size(difference.bytesAdded()) + " more, " + PageText.size(difference.bytesRemoved()) + " less",
                changes.stream().limit(MAX_CHANGES).toList(),
                Math.max(0, changes.size() - MAX_CHANGES),
                json);
    }

    private static Change change(String mark, TreeDifference.ListedProduct product) {
        return new Change(mark, "product", PageText.name(product.product()), "");
    }

    private static Change change(String mark, TreeDifference.ListedVersion version) {
        return new Change(mark, "version", PageText.name(version.product()), PageText.name(version.version()));
    }
}
