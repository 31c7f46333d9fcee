package io.streammirror.publisher.page.failures;

import io.streammirror.publisher.page.overview.NeededAction;
import java.util.List;

/** Failures, held changes, unpublished content, and the orders in force. */
record FailuresView(
        List<NeededAction> actions, List<Failed> failures, List<Omitted> omissions, int more, List<Standing> orders) {
    /**
     * A file that could not be fetched.
     *
     * @param since when it failed last; empty when that is not known
     * @param next when it is tried again
     */
    record Failed(String file, String cause, String since, String next) {}

    /**
     * Something that is not published.
     *
     * @param word of the glossary
     * @param ends what ends it
     */
    record Omitted(String word, String what, String cause, String ends) {}

    /**
     * An order that is in force.
     *
     * @param by who gave it and why, or when
     * @param command that ends it; empty when there is none
     */
    record Standing(String what, String by, String command) {}

    public boolean isEmpty() {
        return actions.isEmpty() && failures.isEmpty() && omissions.isEmpty() && orders.isEmpty();
    }
}
