package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Hashes parts in their order, whatever the order in which they come; those that are early wait in memory. */
final class HashLine {
    private final PartPlan plan;
    private final ItemDigests digests;
    private final IntConsumer afterPart;
    private final TreeMap<Integer, PartBuffer> early = new TreeMap<>();
    private int next;

    /**
     * @param first the part that the digests have come to
     * @param afterPart told of every part when it is hashed
     */
    HashLine(PartPlan plan, ItemDigests digests, int first, IntConsumer afterPart) {
        this.plan = plan;
        this.digests = digests;
        this.next = first;
        this.afterPart = afterPart;
    }

    /** Takes a full part, and with it one hold of its buffer. */
    void take(int index, PartBuffer buffer) {
        early.put(index, buffer);
        while (early.containsKey(next)) {
            try (PartBuffer part = early.remove(next)) {
                digests.update(part.array(), 0, plan.length(next));
            }
            next++;
            afterPart.accept(next - 1);
        }
    }

    boolean isComplete() {
        return next == plan.count();
    }

    void close() {
        early.values().forEach(PartBuffer::close);
        early.clear();
    }
}
