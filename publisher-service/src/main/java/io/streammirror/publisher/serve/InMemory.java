package io.streammirror.publisher.serve;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** The bytes of a small file, shared by all requests for it; never changed and never copied for a request. */
final class InMemory {
    private final byte[] bytes;

    InMemory(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    /** A view of a part of the bytes. */
    Buffer slice(long first, long length) {
        return Buffer.buffer(
                Unpooled.wrappedBuffer(bytes, (int) first, (int) length).asReadOnly());
    }
}
