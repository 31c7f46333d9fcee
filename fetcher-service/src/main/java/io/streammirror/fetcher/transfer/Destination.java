package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.StoreException;
import io.streammirror.store.UploadedPart;
import java.util.Optional;

/** Where the parts of one item go; nothing of it is visible in the store before {@link #complete}. */
sealed interface Destination permits WholeObject, MultipartObject {
    /**
     * Takes a full part, and with it one hold of its buffer.
     *
     * @param index from 0; parts come in any order
     */
    void take(int index, PartBuffer buffer) throws InterruptedException;

    /**
     * Reading on would be for nothing once a part could not be stored.
     *
     * @throws StoreException why it could not
     */
    void requireSound() throws InterruptedException;

    /** What the store acknowledged for a part; empty while it has not. */
    Optional<UploadedPart> stored(int index) throws InterruptedException;

    /** Makes the item visible; the caller has taken in and verified all of it. */
    void complete() throws InterruptedException;

    /** Frees the memory, and leaves what is stored for someone to go on with. */
    void leave();

    /** Forgets all that was taken, in the store too; never throws for the store's sake. */
    void discard();
}
