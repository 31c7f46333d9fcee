package io.streammirror.fetcher.transfer;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose writes fail as a test tells it. */
final class FlakyStore extends InMemoryObjectStore {
    private final AtomicInteger failures = new AtomicInteger();
    private final Set<UploadId> open = ConcurrentHashMap.newKeySet();
    private boolean losesAnswer;

    /** The next so many writes are not answered. */
    void failNext(int count) {
        failures.set(count);
    }

    /** The next completion works, but nobody hears of it. */
    void loseAnswerOfCompletion() {
        losesAnswer = true;
    }

    int openUploads() {
        return open.size();
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        failIfTold();
        super.put(key, body, attributes);
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        UploadId id = super.beginUpload(key, attributes);
        open.add(id);
        return id;
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId id, int number, ByteBuffer bytes) {
        failIfTold();
        return super.uploadPart(key, id, number, bytes);
    }

    @Override
    public void completeUpload(String key, UploadId id, List<UploadedPart> named) {
        super.completeUpload(key, id, named);
        open.remove(id);
        if (losesAnswer) {
            losesAnswer = false;
            throw new StoreUnavailableException("no answer", null);
        }
    }

    @Override
    public void abortUpload(String key, UploadId id) {
        super.abortUpload(key, id);
        open.remove(id);
    }

    private void failIfTold() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreUnavailableException("no answer", null);
        }
    }
}
