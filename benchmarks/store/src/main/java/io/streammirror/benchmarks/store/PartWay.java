package io.streammirror.benchmarks.store;

import io.streammirror.store.UploadId;
import java.nio.ByteBuffer;

/** One way to send a part. */
@FunctionalInterface
interface PartWay {
    void send(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception;
}
