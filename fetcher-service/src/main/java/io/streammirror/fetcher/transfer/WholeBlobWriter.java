package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartBuffers.PartBuffer;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A blob of up to one part: kept in memory until it is verified, then stored by one PUT. */
final class WholeBlobWriter implements BlobWriter {
    private final ObjectStore store;
    private final StoreRetries retries;
    private final PartBuffers buffers;
    private final String key;
    private final int size;
    private final ObjectAttributes attributes;
    private @Nullable PartBuffer buffer;

    WholeBlobWriter(
            ObjectStore store,
            StoreRetries retries,
            PartBuffers buffers,
            String key,
            int size,
            ObjectAttributes attributes) {
        this.store = store;
        this.retries = retries;
        this.buffers = buffers;
        this.key = key;
        this.size = size;
        this.attributes = attributes;
    }

    @Override
    public ByteBuffer space() throws InterruptedException {
        return buffer().bytes();
    }

    @Override
    public void complete() throws InterruptedException {
        byte[] body = buffer().array();
        retries.run(() -> store.put(key, body, attributes));
        discard();
    }

    @Override
    public void discard() {
        if (buffer != null) {
            buffer.close();
            buffer = null;
        }
    }

    private PartBuffer buffer() throws InterruptedException {
        if (buffer == null) {
            buffer = buffers.acquire(size);
        }
        return buffer;
    }
}
