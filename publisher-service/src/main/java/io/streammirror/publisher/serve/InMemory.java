package io.streammirror.publisher.serve;

import io.vertx.core.buffer.Buffer;

/** The bytes of a small file, shared by all requests for it; never changed and never copied for a request. */
final class InMemory {
    private final Buffer bytes;

    InMemory(byte[] bytes) {
        this.bytes = Buffer.buffer(bytes);
    }

    int size() {
        return bytes.length();
    }

    /** A view of a part of the bytes. */
    Buffer slice(long first, long length) {
        return bytes.slice((int) first, (int) (first + length));
    }
}
