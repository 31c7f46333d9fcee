package io.streammirror.store;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The writing half of the object store. Every method throws {@link StoreUnavailableException} when the store does not answer, and
 * every one that stores something {@link StoreFullException} when there is no room for it.
 */
public interface ObjectWriter {
    /** Stores a small object whole, over whatever was there. */
    void put(String key, byte[] body, ObjectAttributes attributes);

    /**
     * Stores a whole object, from the buffer's position to its limit, over whatever was there; the buffer's own position does not
     * move, and its bytes are neither copied nor hashed a second time with anything slow.
     */
    void put(String key, ByteBuffer bytes, ObjectAttributes attributes);

    /**
     * Stores a small object only where there is none ({@code If-None-Match: *}): of several writers at most one gets true.
     *
     * <p>After a {@link StoreUnavailableException} the answer is unknown: read the object to settle it.
     *
     * @return false when the key was taken, or another writer was at it at the same time
     */
    boolean create(String key, byte[] body, ObjectAttributes attributes);

    /** Begins a multipart upload, of which nothing is visible before {@link #completeUpload}. */
    UploadId beginUpload(String key, ObjectAttributes attributes);

    /**
     * Sends one part from the buffer's position to its limit; the buffer's own position does not move.
     *
     * @param number from 1 to 10,000
     */
    UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes);

    /** Makes the object visible, made of exactly these parts in this order. */
    void completeUpload(String key, UploadId upload, List<UploadedPart> parts);

    /** Gives an upload up and frees its parts; one that is gone already is fine. */
    void abortUpload(String key, UploadId upload);

    /** Deletes an object; a missing one is fine. */
    void delete(String key);
}
