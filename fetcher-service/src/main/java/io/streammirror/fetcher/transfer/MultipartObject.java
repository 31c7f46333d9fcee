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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An item of several parts, each sent as soon as it is there, in any order.
 *
 * <p>Completing names only parts that the store acknowledged for the very bytes that were hashed: whoever overwrites a part, such as an
 * earlier fetcher that wakes up late, makes the store refuse the completion, and cannot spoil the item.
 */
final class MultipartObject implements Destination {
    private final ObjectStore store;
    private final StoreRetries retries;
    private final Executor workers;
    private final String key;
    private final PartPlan plan;
    private final ObjectAttributes attributes;
    private final TreeMap<Integer, Future<UploadedPart>> parts = new TreeMap<>();
    private @Nullable UploadId upload;

    MultipartObject(
            ObjectStore store,
            StoreRetries retries,
            Executor workers,
            String key,
            PartPlan plan,
            ObjectAttributes attributes) {
        this.store = store;
        this.retries = retries;
        this.workers = workers;
        this.key = key;
        this.plan = plan;
        this.attributes = attributes;
    }

    /** Goes on with an upload of which the first parts are stored. */
    void resume(UploadId earlier, List<UploadedPart> stored) {
        upload = earlier;
        stored.forEach(part -> parts.put(part.number() - 1, CompletableFuture.completedFuture(part)));
    }

    /** The upload, once the first part was taken. */
    Optional<UploadId> upload() {
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

    /** A lost answer may have been a yes: what is there with the right size is what was verified. */
    private void completeOnce(UploadId id, List<UploadedPart> uploaded) {
        try {
            store.completeUpload(key, id, uploaded);
        } catch (StoreException e) {
            if (store.head(key).map(StoredObject::size).orElse(-1L) != plan.size()) {
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
        } catch (StoreException leftover) {
            // Invisible; swept later with other uploads that nobody completed.
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
