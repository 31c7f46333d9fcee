package io.streammirror.publisher.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.IllegalReferenceCountException;
import io.vertx.core.buffer.Buffer;

/**
 * The bytes of a small file, shared by all responses and never changed.
 *
 * <p>They lie outside the heap, because Netty would copy heap memory for each connection before it gives it to the kernel. They are freed
 * when nothing uses them any more: the first user is the creator, and each response is another one while it is sent.
 */
final class InMemory {
    private final ByteBuf bytes;

    InMemory(byte[] content) {
        this.bytes = Unpooled.directBuffer(Math.max(1, content.length)).writeBytes(content);
    }

    int size() {
        return bytes.writerIndex();
    }

    /** Registers a user, who calls {@link #release} later; false when the bytes are freed already. */
    boolean retain() {
        try {
            bytes.retain();
            return true;
        } catch (IllegalReferenceCountException freed) {
            return false;
        }
    }

    /** One user is done. */
    void release() {
        bytes.release();
    }

    /** How many users there are; 0 when the bytes are freed. */
    int users() {
        return bytes.refCnt();
    }

    /** A view of a part of the bytes, for one who is a user until it is written. */
    @SuppressWarnings("deprecation") // Deprecated for Vert.x 5 and without another name in 4.
    Buffer slice(long first, long length) {
        return Buffer.buffer(bytes.slice((int) first, (int) length));
    }
}
