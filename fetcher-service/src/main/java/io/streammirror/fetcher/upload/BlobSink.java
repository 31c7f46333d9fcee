package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.store.StoreException;
import io.streammirror.store.UploadedPart;
import java.util.Optional;

/** Where the parts of one blob go; nothing of it is visible in the store before {@link #complete}. */
public sealed interface BlobSink permits SinglePutSink, MultipartSink {
    /**
     * Takes a full part and one reference of its buffer.
     *
     * @param index from 0; parts come in any order
     */
    void take(int index, PartBuffer buffer) throws InterruptedException;

    /**
     * Fails if a part could not be stored, since reading on would then be of no use.
     *
     * @throws StoreException why it could not
     */
    void requireSound() throws InterruptedException;

    /** The part as the store acknowledged it; empty until then. */
    Optional<UploadedPart> stored(int index) throws InterruptedException;

    /** Makes the blob visible; the caller has delivered and verified all of it. */
    void complete() throws InterruptedException;

    /** Releases the memory, and keeps what is stored so that another fetcher can resume. */
    void leave();

    /** Drops all parts, in the store too; never throws because of the store. */
    void discard();
}
