package io.streammirror.upstream;

/**
 * Maximum sizes of documents, in bytes after decompression.
 *
 * <p>The absolute limits are far above real sizes: the index of images.maas.io has 2 kB. The largest known products
 * document, that of the cloud images, has 40 MB. Memory limits documents further, because each is kept as received, as
 * verified and as parsed. An upstream must not exhaust it before its signature is verified.
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

    /** How many bytes of documents a heap of this size can hold in all the forms that a reading needs. */
    static long share(long heap) {
        return Math.max(1, heap / MEMORY_PER_BYTE);
    }

    static DocumentLimits ofHeap(long bytes) {
        long most = share(bytes);
        return new DocumentLimits(Math.min(MAX_INDEX, most), Math.min(MAX_PRODUCTS, most));
    }
}
