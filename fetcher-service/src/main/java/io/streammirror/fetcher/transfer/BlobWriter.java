package io.streammirror.fetcher.transfer;

import java.nio.ByteBuffer;

/** Takes the bytes of one blob in order; nothing of it is visible in the store before {@link #complete}. */
sealed interface BlobWriter permits WholeBlobWriter, MultipartBlobWriter {
    /** Where the next bytes go, backed by an array, with room left unless the blob is full; waits for memory when there is none. */
    ByteBuffer space() throws InterruptedException;

    /** Makes the blob visible; the caller has verified all of it. */
    void complete() throws InterruptedException;

    /** Forgets all that was written and frees what it took; never throws for the store's sake. */
    void discard();
}
