package io.streammirror.publisher.serve;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes of an item are held for one client at a time. The size falls as the clients grow in number, so that all of them together
 * hold a bounded amount even if none reads.
 *
 * <p>Used by all event loops at once.
 */
final class PieceSize {
    /** Each piece costs much the same whatever its size, for waking up both sides; larger ones bring no more. */
    static final int MAX = 128 * 1024;

    static final int MIN = 16 * 1024;

    /** A client holds one piece, or two for a moment. A container's heap flags leave Netty 192 MB outside the heap. */
    private static final int BUDGET = 32 * 1024 * 1024;

    private final AtomicInteger clients = new AtomicInteger();

    void enter() {
        clients.incrementAndGet();
    }

    void leave() {
        clients.decrementAndGet();
    }

    /** In bytes, a power of two. */
    int now() {
        int share = BUDGET / Math.max(1, clients.get());
        return Integer.highestOneBit(Math.min(MAX, Math.max(MIN, share)));
    }
}
