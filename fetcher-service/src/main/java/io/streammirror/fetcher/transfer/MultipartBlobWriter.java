package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoredObject;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A blob of several parts, each sent while the next is being filled.
 *
 * <p>Completing names only parts that the store acknowledged for the very bytes that were hashed.
 */
final class MultipartBlobWriter implements BlobWriter {
    private final ObjectStore store;
    private final StoreRetries retries;
    private final PartBuffers buffers;
    private final ExecutorService uploads;
    private final String key;
    private final long size;
    private final ObjectAttributes attributes;
    private final List<Future<UploadedPart>> parts = new ArrayList<>();
    private @Nullable UploadId upload;
    private @Nullable PartBuffer filling;
    private long begun;

    MultipartBlobWriter(
            ObjectStore store,
            StoreRetries retries,
            PartBuffers buffers,
            ExecutorService uploads,
            String key,
            long size,
            ObjectAttributes attributes) {
        this.store = store;
        this.retries = retries;
        this.buffers = buffers;
        this.uploads = uploads;
        this.key = key;
        this.size = size;
        this.attributes = attributes;
    }

    @Override
    public ByteBuffer space() throws InterruptedException {
        if (filling != null && !filling.bytes().hasRemaining()) {
            send(filling);
        }
        if (filling == null) {
            requireNoneFailed();
            PartBuffer next = buffers.acquire(PartSize.of(size));
            next.bytes().limit((int) Math.min(next.bytes().capacity(), size - begun));
            begun += next.bytes().limit();
            filling = next;
        }
        return filling.bytes();
    }

    @Override
    public void complete() throws InterruptedException {
        if (filling != null) {
            send(filling);
        }
        UploadId id = upload();
        var uploaded = new ArrayList<UploadedPart>();
        for (Future<UploadedPart> part : parts) {
            uploaded.add(result(part));
        }
        retries.run(() -> completeOnce(id, uploaded));
        parts.clear();
        upload = null;
    }

    /** A lost answer may have been a yes: what is there with the right size is what was verified. */
    private void completeOnce(UploadId id, List<UploadedPart> uploaded) {
        try {
            store.completeUpload(key, id, uploaded);
        } catch (StoreException e) {
            if (store.head(key).map(StoredObject::size).orElse(-1L) != size) {
                throw e;
            }
        }
    }

    @Override
    public void discard() {
        if (filling != null) {
            filling.close();
            filling = null;
        }
        parts.forEach(part -> part.cancel(true));
        parts.clear();
        begun = 0;
        if (upload != null) {
            abort(upload);
            upload = null;
        }
    }

    private void abort(UploadId id) {
        // Discarding happens on interrupted threads too, where every call to the store would end at once.
        boolean interrupted = Thread.interrupted();
        try {
            store.abortUpload(key, id);
        } catch (StoreException leftover) {
            // Invisible, but it takes room until the store expires uploads that were never completed.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(PartBuffer full) throws InterruptedException {
        filling = null;
        UploadId id = begin(full);
        int number = parts.size() + 1;
        ByteBuffer bytes = full.bytes().flip();
        var task = new PartUpload(full, () -> retries.call(() -> store.uploadPart(key, id, number, bytes)));
        parts.add(task);
        uploads.execute(task);
    }

    private UploadId begin(PartBuffer full) throws InterruptedException {
        boolean begun = false;
        try {
            UploadId id = upload();
            begun = true;
            return id;
        } finally {
            if (!begun) {
                full.close();
            }
        }
    }

    private UploadId upload() throws InterruptedException {
        if (upload == null) {
            upload = retries.call(() -> store.beginUpload(key, attributes));
        }
        return upload;
    }

    /** Reading on would be for nothing. */
    private void requireNoneFailed() throws InterruptedException {
        for (Future<UploadedPart> part : parts) {
            if (part.isDone()) {
                result(part);
            }
        }
    }

    private static UploadedPart result(Future<UploadedPart> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException refused) {
                throw refused;
            }
            throw new IllegalStateException("a part could not be sent", e.getCause());
        }
    }
}
