package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.part.PartBuffers.PartBuffer;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A blob of one part: kept in memory until it is verified, then stored by one PUT. */
public final class SinglePutSink implements BlobSink {
    private final ObjectStore store;
    private final StoreRetries retries;
    private final String key;
    private final ObjectAttributes attributes;
    private @Nullable PartBuffer content;

    public SinglePutSink(ObjectStore store, StoreRetries retries, String key, ObjectAttributes attributes) {
        this.store = store;
        this.retries = retries;
        this.key = key;
        this.attributes = attributes;
    }

    @Override
    public void take(int index, PartBuffer buffer) {
        content = buffer;
    }

    @Override
    public void requireSound() {}

    @Override
    public Optional<UploadedPart> stored(int index) {
        return Optional.empty();
    }

    @Override
    public void complete() throws InterruptedException {
        if (content == null) {
            throw new IllegalStateException("no part was taken for " + key);
        }
        ByteBuffer bytes = content.bytes().duplicate().flip();
        retries.run(() -> store.put(key, bytes, attributes));
        leave();
    }

    @Override
    public void leave() {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    @Override
    public void discard() {
        leave();
    }
}
