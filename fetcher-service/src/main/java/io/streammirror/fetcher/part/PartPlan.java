package io.streammirror.fetcher.part;

/**
 * How an item is divided into parts, counted from 0. The last part has the remaining bytes; an empty item has one empty part.
 *
 * @param size of the item in bytes
 * @param partSize bytes of all parts but the last
 */
public record PartPlan(long size, int partSize) {
    public PartPlan {
        if (size < 0 || partSize <= 0) {
            throw new IllegalArgumentException("an item of " + size + " bytes cannot have parts of " + partSize);
        }
    }

    public static PartPlan of(long size) {
        return new PartPlan(size, PartSize.of(size));
    }

    public int count() {
        return Math.toIntExact(Math.max(1, (size + partSize - 1) / partSize));
    }

    /** The offset of a part's first byte in the item. */
    public long start(int index) {
        return (long) index * partSize;
    }

    /** The offset after a part's last byte. */
    public long end(int index) {
        return Math.min(size, start(index) + partSize);
    }

    public int length(int index) {
        return Math.toIntExact(end(index) - start(index));
    }
}
