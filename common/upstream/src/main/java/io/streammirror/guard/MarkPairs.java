package io.streammirror.guard;

import io.streammirror.decision.HighWater;
import io.streammirror.decision.IndexMark;
import io.streammirror.decision.UpstreamMarks;
import java.util.ArrayList;
import java.util.List;

/** Marks of the same document, as seen before and as seen now. */
final class MarkPairs {
    private MarkPairs() {}

    /**
     * A document that has marks on both sides.
     *
     * @param what the document's name for people
     */
    record Pair(String what, HighWater before, HighWater now) {}

    static List<Pair> of(UpstreamMarks before, UpstreamMarks now) {
        var pairs = new ArrayList<Pair>();
        IndexMark index = now.index();
        IndexMark known = before.index();
        if (index != null && known != null && index.path().equals(known.path())) {
            pairs.add(new Pair("index " + index.path(), known.highest(), index.highest()));
        }
        now.streams().forEach((stream, mark) -> {
            HighWater highest = before.streams().get(stream);
            if (highest != null) {
                pairs.add(new Pair("stream " + stream, highest, mark));
            }
        });
        return pairs;
    }
}
