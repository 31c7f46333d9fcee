package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.fetcher.part.PartPlan;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Hashes parts in order, whatever the order in which they come; early parts wait in memory. */
public final class OrderedHasher {
    private final PartPlan plan;
    private final ItemDigests digests;
    private final IntConsumer afterPart;
    private final TreeMap<Integer, PartBuffer> early = new TreeMap<>();
    private int next;

    /**
     * @param first the next part for the digests
     * @param afterPart called with the index of every part after it was hashed
     */
    public OrderedHasher(PartPlan plan, ItemDigests digests, int first, IntConsumer afterPart) {
        this.plan = plan;
        this.digests = digests;
        this.next = first;
        this.afterPart = afterPart;
    }

    /** Takes a full part and one reference of its buffer. */
    public void take(int index, PartBuffer buffer) {
        early.put(index, buffer);
        while (early.containsKey(next)) {
            try (PartBuffer part = early.remove(next)) {
                digests.update(part.array(), 0, plan.length(next));
            }
            next++;
            afterPart.accept(next - 1);
        }
    }

    public boolean isComplete() {
        return next == plan.count();
    }

    /** Releases the parts that wait. */
    public void close() {
        early.values().forEach(PartBuffer::close);
        early.clear();
    }
}
