package io.streammirror.fetcher.part;

/** The size of the parts of a multipart upload. */
public final class PartSize {
    public static final int MIB = 1024 * 1024;

    /**
     * The minimum of S3. With it eight connections fill one part each, and two more are on their way to the store, in
     * the default of 56 MB of buffers.
     */
    public static final int DEFAULT = 5 * MIB;

    /** S3 allows 10,000 parts; the rest is a reserve. */
    private static final int MAX_PARTS = 9_000;

    private PartSize() {}

    /** The default, or for very large items the whole MiB that keeps the number of parts within the limit. */
    public static int of(long itemSize) {
        long needed = (itemSize + MAX_PARTS - 1) / MAX_PARTS;
        long wholeMib = (needed + MIB - 1) / MIB * MIB;
        return Math.toIntExact(Math.max(DEFAULT, wholeMib));
    }
}
