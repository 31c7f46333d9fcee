package io.streammirror.publisher.page.overview;

import java.util.List;

/**
 * The front page of one mirror.
 *
 * @param facts what is known of it
 * @param notices what weakens the trust in it, or is unlike upstream by an order
 * @param notes what else is worth knowing
 * @param files link to the directory that MAAS reads; empty while nothing is published
 */
public record SummaryView(
        String name,
        Health health,
        boolean busy,
        ByteProgress progress,
        List<NeededAction> actions,
        List<Fact> facts,
        List<String> notices,
        List<String> notes,
        List<ByteProgress> items,
        int moreItems,
        String files,
        MaasSteps maas) {
    public SummaryView {
        actions = List.copyOf(actions);
        facts = List.copyOf(facts);
        notices = List.copyOf(notices);
        notes = List.copyOf(notes);
        items = List.copyOf(items);
    }

    /**
     * A name and a value.
     *
     * @param code whether the value is shown as it is typed
     */
    public record Fact(String name, String value, boolean code) {}
}
