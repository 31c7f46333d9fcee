package io.streammirror.fetcher.transfer;

/** How an item is cut for a multipart upload. */
final class PartSize {
    static final int MIB = 1024 * 1024;

    /** S3's least: eight connections fill one each, and two more are on their way to the store, in the 56 MB of buffers that are the default. */
    static final int DEFAULT = 5 * MIB;

    /** S3 allows 10,000 parts; the rest is reserve. */
    private static final int MAX_PARTS = 9_000;

    private PartSize() {}

    /** The default, or for very large items the whole MiB that keeps the number of parts within bounds. */
    static int of(long itemSize) {
        long needed = (itemSize + MAX_PARTS - 1) / MAX_PARTS;
        long wholeMib = (needed + MIB - 1) / MIB * MIB;
        return Math.toIntExact(Math.max(DEFAULT, wholeMib));
    }
}
