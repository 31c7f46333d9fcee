package io.streammirror.fetcher.transfer;

/**
 * How an item is cut into parts, counted from 0; the last one takes what is left. An empty item has one empty part.
 *
 * @param size of the item in bytes
 * @param partSize of all parts but the last
 */
record PartPlan(long size, int partSize) {
    static PartPlan of(long size) {
        return new PartPlan(size, PartSize.of(size));
    }

    int count() {
        return Math.toIntExact(Math.max(1, (size + partSize - 1) / partSize));
    }

    /** Where a part begins in the item. */
    long start(int index) {
        return (long) index * partSize;
    }

    /** The offset after a part's last byte. */
    long end(int index) {
        return Math.min(size, start(index) + partSize);
    }

    int length(int index) {
        return Math.toIntExact(end(index) - start(index));
    }
}
