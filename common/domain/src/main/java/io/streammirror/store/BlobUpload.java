package io.streammirror.store;

import io.streammirror.retry.Interruptions;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;

/**
 * Stores a file as a blob, in parts one after the other, so that memory is that of one part. It becomes visible only if its bytes have
 * the announced hash and size.
 */
public final class BlobUpload {
    /** Of ten thousand parts, the most that there may be; no image is nearly as large. */
    public static final long MAX_BYTES = 100_000_000_000L;

    private static final int PART_BYTES = 16 << 20;

    private final ObjectStore store;
    private final Sha256 sha256;
    private final long size;
    private final String key;
    private final MessageDigest digest = Sha256.newDigest();
    private byte[] buffer = {};
    private long read;

    private BlobUpload(ObjectStore store, Sha256 sha256, long size) {
        this.store = store;
        this.sha256 = sha256;
        this.size = size;
        this.key = StoreKeys.blob(sha256);
    }

    /**
     * Stores the blob, unless it is there already.
     *
     * @param source read to its end; the caller closes it
     * @return false when it was there
     * @throws IOException when the source cannot be read, or its bytes are not those announced; then nothing is stored
     */
    public static boolean send(ObjectStore store, Sha256 sha256, long size, InputStream source) throws IOException {
        if (size > MAX_BYTES) {
            throw new IOException("it has " + size + " bytes; " + MAX_BYTES + " are the most");
        }
        if (new Blobs(store).contains(sha256, size)) {
            return false;
        }
        new BlobUpload(store, sha256, size).send(source);
        new DamageRecords(store).replaced(sha256);
        return true;
    }

    private void send(InputStream source) throws IOException {
        var attributes = Blobs.attributes(sha256, size, ObjectAttributes.BYTES.contentType());
        if (size <= PART_BYTES) {
            ByteBuffer whole = part(source);
            requireWhole(source);
            store.put(key, whole, attributes);
            return;
        }
        UploadId upload = store.beginUpload(key, attributes);
        boolean complete = false;
        try {
            var parts = new ArrayList<UploadedPart>();
            while (read < size) {
                ByteBuffer part = part(source);
                if (!part.hasRemaining()) {
                    break;
                }
                parts.add(store.uploadPart(key, upload, parts.size() + 1, part));
            }
            requireWhole(source);
            store.completeUpload(key, upload, parts);
            complete = true;
        } finally {
            if (!complete) {
                // An abort that runs interrupted would leave the parts in the store.
                Interruptions.deferred(() -> store.abortUpload(key, upload));
            }
        }
    }

    private ByteBuffer part(InputStream source) throws IOException {
        int wanted = (int) Math.min(PART_BYTES, size - read);
        if (buffer.length < wanted) {
            buffer = new byte[wanted];
        }
        // InputStream.readNBytes(int) would read steps of 8 kB, and copy each twice.
        int count = source.readNBytes(buffer, 0, wanted);
        digest.update(buffer, 0, count);
        read += count;
        return ByteBuffer.wrap(buffer, 0, count);
    }

    private void requireWhole(InputStream source) throws IOException {
        if (read != size
                || source.read() != -1
                || !Sha256.ofDigest(digest.digest()).equals(sha256)) {
            throw new IOException("it changed while it was read");
        }
    }
}
