package io.streammirror.store;

/** One bucket of an S3-compatible store. */
public interface ObjectStore extends ObjectReader, ObjectWriter {
    /** Creates the bucket when it is missing; safe to call from several services at once. */
    void ensureBucket();

    /**
     * Whether the store refuses bytes that differ from the CRC-32C sent with them; found out by sending some, once.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    boolean checksCrc32c();
}
