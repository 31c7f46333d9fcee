package io.streammirror.upstream;

/**
 * How large documents may be, in bytes after decompression.
 *
 * <p>The absolute limits are far beyond anything real: the index of images.maas.io has 2 kB, the largest known products
 * document, that of the cloud images, 40 MB. The process sets limits too, for it must hold a document as received, as verified and as
 * parsed, and an upstream must not be able to exhaust it before its signature has been looked at.
 */
public record DocumentLimits(long index, long products) {
    static final long MAX_INDEX = 16_000_000;
    static final long MAX_PRODUCTS = 256_000_000;

    /**
     * A document as received, as verified, and as a tree of nodes takes some ten times its size ({@code benchmarks/catalog}); something is
     * left for what else the process does.
     */
    private static final int MEMORY_PER_BYTE = 12;

    /** The limits of a process that may use all its memory for one document. */
    public static DocumentLimits ofThisProcess() {
        return ofHeap(Runtime.getRuntime().maxMemory());
    }

    static DocumentLimits ofHeap(long bytes) {
        long most = Math.max(1, bytes / MEMORY_PER_BYTE);
        return new DocumentLimits(Math.min(MAX_INDEX, most), Math.min(MAX_PRODUCTS, most));
    }
}
