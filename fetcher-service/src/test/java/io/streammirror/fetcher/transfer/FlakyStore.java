package io.streammirror.fetcher.transfer;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store whose writes fail on demand. */
final class FlakyStore extends InMemoryObjectStore {
    private final AtomicInteger failures = new AtomicInteger();
    private final Set<UploadId> open = ConcurrentHashMap.newKeySet();
    private boolean losesAnswer;
    private boolean interrupts;
    private @Nullable Consumer<UploadId> beforeCompletion;
    private final AtomicReference<@Nullable CountDownLatch> held = new AtomicReference<>();
    private String blockedHolder = "";

    /** The next so many writes are not answered. */
    void failNext(int count) {
        failures.set(count);
    }

    /** The next write is cancelled, because its thread is interrupted. */
    void interruptNext() {
        interrupts = true;
    }

    /** The next completion works, but its response is lost. */
    void loseAnswerOfCompletion() {
        losesAnswer = true;
    }

    /** Puts other bytes in a part's place right before the next completion. */
    void overwriteWhenCompleting(int number, byte[] bytes) {
        beforeCompletion = id -> super.uploadPart(keyOf(id), id, number, ByteBuffer.wrap(bytes));
    }

    /** Blocks checkpoints of this holder, as if its process were stopped. */
    void holdBackCreations(String holder) {
        blockedHolder = holder;
        held.set(new CountDownLatch(1));
    }

    void letCreationsGo() {
        CountDownLatch latch = held.getAndSet(null);
        if (latch != null) {
            latch.countDown();
        }
    }

    private String keyOf(UploadId id) {
        var keys = new ArrayList<String>();
        listUploads("", upload -> {
            if (upload.upload().equals(id)) {
                keys.add(upload.key());
            }
        });
        return keys.get(0);
    }

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        CountDownLatch latch = held.get();
        if (latch != null && new String(body, StandardCharsets.UTF_8).contains(blockedHolder)) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted", e);
            }
        }
        return super.create(key, body, attributes);
    }

    int openUploads() {
        return open.size();
    }

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        failOnDemand();
        super.put(key, bytes, attributes);
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        UploadId id = super.beginUpload(key, attributes);
        open.add(id);
        return id;
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId id, int number, ByteBuffer bytes) {
        failOnDemand();
        return super.uploadPart(key, id, number, bytes);
    }

    @Override
    public void completeUpload(String key, UploadId id, List<UploadedPart> named) {
        if (beforeCompletion != null) {
            beforeCompletion.accept(id);
            beforeCompletion = null;
        }
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

    private void failOnDemand() {
        if (interrupts) {
            interrupts = false;
            Thread.currentThread().interrupt();
            throw new StoreException("cancelled", null);
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreUnavailableException("no answer", null);
        }
    }
}
