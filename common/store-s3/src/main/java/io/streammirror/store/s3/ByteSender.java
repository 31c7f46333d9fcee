package io.streammirror.store.s3;

import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;

/** How the bytes of items travel; each call sends from the buffer's position to its limit once, and leaves the buffer as it is. */
interface ByteSender extends AutoCloseable {
    UploadedPart part(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception;

    void whole(String key, ByteBuffer bytes, ObjectAttributes attributes) throws Exception;

    /** Sends a small object with a CRC-32C, right or wrong. */
    void withCrc32c(String key, ByteBuffer bytes, String crc32c) throws Exception;

    @Override
    void close();
}
