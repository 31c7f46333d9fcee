package io.streammirror.store;

/** One bucket of an S3-compatible store. */
public interface ObjectStore extends ObjectReader, ObjectWriter {
    /** Creates the bucket when it is missing; safe to call from several services at once. */
    void ensureBucket();
}
