package io.streammirror.publisher.page.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publications, a difference between two of them, and decisions.
 *
 * @param problem why there is no difference, for people; empty when there is one or none was asked for
 * @param older link to decisions before these; empty when there are none
 * @param newest whether the newest decisions are shown
 * @param live loads publications and decisions again
 */
record HistoryView(
        String mirror,
        List<Row> publications,
        @Nullable DifferenceView difference,
        String problem,
        List<DecisionRow> decisions,
        String older,
        boolean newest,
        String live) {
    /**
     * A publication.
     *
     * @param until when another one became live; empty for the live one
     * @param from whether the form has it as the earlier one
     * @param to whether the form has it as the later one
     */
    record Row(
            String id,
            String brief,
            String published,
            String until,
            String catalog,
            boolean live,
            boolean from,
            boolean to) {}
}
