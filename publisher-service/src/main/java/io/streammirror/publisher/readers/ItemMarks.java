package io.streammirror.publisher.readers;

import io.streammirror.api.ReaderInfo;
import io.streammirror.simplestreams.Sha256;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which items of the live publication a reader has taken: two bits for each. */
final class ItemMarks {
    private @Nullable ReadingPlan plan;
    private BitSet taken = new BitSet();
    private BitSet broken = new BitSet();

    void mark(ReadingPlan live, @Nullable Sha256 content, boolean whole) {
        follow(live);
        live.item(content).ifPresent(number -> {
            if (whole) {
                taken.set(number);
                broken.clear(number);
            } else if (!taken.get(number)) {
                broken.set(number);
            }
        });
    }

    ReaderInfo.Items count(ReadingPlan live) {
        follow(live);
        int asked = taken.cardinality() + broken.cardinality();
        return new ReaderInfo.Items(
                taken.cardinality(), broken.cardinality(), live.items().size() - asked);
    }

    /** Keeps the marks of items that the newer publication still has. */
    private void follow(ReadingPlan live) {
        ReadingPlan before = plan;
        if (before == live) {
            return;
        }
        plan = live;
        if (before != null && !(taken.isEmpty() && broken.isEmpty())) {
            taken = moved(taken, before, live);
            broken = moved(broken, before, live);
        }
    }

    private static BitSet moved(BitSet marks, ReadingPlan from, ReadingPlan to) {
        var moved = new BitSet();
        for (Map.Entry<Sha256, Integer> item : from.items().entrySet()) {
            if (marks.get(item.getValue())) {
                to.item(item.getKey()).ifPresent(moved::set);
            }
        }
        return moved;
    }
}
