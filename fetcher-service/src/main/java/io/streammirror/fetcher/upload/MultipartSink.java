package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.retry.Interruptions;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoredObject;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A blob of several parts, each sent as soon as it is full, in any order.
 *
 * <p>The completion names only parts that the store acknowledged for the bytes that were hashed. Another process may
 * overwrite a part, such as an earlier fetcher that wakes up late. Then the store refuses the completion, so the blob
 * cannot be corrupted.
 */
public final class MultipartSink implements BlobSink {
    private final ObjectStore store;
    private final StoreRetries retries;
    private final Executor workers;
    private final String key;
    private final long size;
    private final ObjectAttributes attributes;
    private final TreeMap<Integer, Future<UploadedPart>> parts = new TreeMap<>();
    private @Nullable UploadId upload;

    /**
     * @param workers sends parts; unbounded, because their buffers are bounded
     * @param size of the blob in bytes
     */
    public MultipartSink(
            ObjectStore store,
            StoreRetries retries,
            Executor workers,
            String key,
            long size,
            ObjectAttributes attributes) {
        this.store = store;
        this.retries = retries;
        this.workers = workers;
        this.key = key;
        this.size = size;
        this.attributes = attributes;
    }

    /** Resumes an upload whose first parts are stored. */
    public void resume(UploadId earlier, List<UploadedPart> stored) {
        upload = earlier;
        stored.forEach(part -> parts.put(part.number() - 1, CompletableFuture.completedFuture(part)));
    }

    /** The upload; empty before the first part. */
    public Optional<UploadId> upload() {
        return Optional.ofNullable(upload);
    }

    @Override
    public void take(int index, PartBuffer buffer) throws InterruptedException {
        UploadId id = begin(buffer);
        ByteBuffer bytes = buffer.bytes().duplicate().flip();
        var task = new PartUpload(buffer, () -> retries.call(() -> store.uploadPart(key, id, index + 1, bytes)));
        parts.put(index, task);
        workers.execute(task);
    }

    @Override
    public void requireSound() throws InterruptedException {
        for (Future<UploadedPart> part : parts.values()) {
            if (part.isDone()) {
                result(part);
            }
        }
    }

    @Override
    public Optional<UploadedPart> stored(int index) throws InterruptedException {
        Future<UploadedPart> part = parts.get(index);
        return part != null && part.isDone() ? Optional.of(result(part)) : Optional.empty();
    }

    @Override
    public void complete() throws InterruptedException {
        UploadId id = upload().orElseThrow();
        var uploaded = new ArrayList<UploadedPart>();
        for (Future<UploadedPart> part : parts.values()) {
            uploaded.add(result(part));
        }
        retries.run(() -> completeOnce(id, uploaded));
        parts.clear();
        upload = null;
    }

    /** If the response was lost, the completion may have worked: an object of the right size is the verified blob. */
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
    public void leave() {
        parts.values().forEach(part -> part.cancel(true));
        parts.clear();
        upload = null;
    }

    @Override
    public void discard() {
        UploadId begun = upload;
        leave();
        if (begun != null) {
            Interruptions.deferred(() -> abort(begun));
        }
    }

    private void abort(UploadId id) {
        try {
            store.abortUpload(key, id);
        } catch (StoreException orphaned) {
            // Invisible; the cleaner aborts it later.
        }
    }

    private UploadId begin(PartBuffer buffer) throws InterruptedException {
        if (upload != null) {
            return upload;
        }
        boolean begun = false;
        try {
            UploadId id = retries.call(() -> store.beginUpload(key, attributes));
            upload = id;
            begun = true;
            return id;
        } finally {
            if (!begun) {
                buffer.close();
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
