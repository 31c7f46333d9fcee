package io.streammirror.publisher.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Passes the requests of one connection to HTTP one at a time, and drops stray ends of bodies between them (see {@link RequestHeads}).
 *
 * <p>HTTP would keep every pipelined request in memory until its turn comes, so the next request is withheld, and the connection not
 * read, while a response is owed. At most {@value #MAX_WITHHELD} bytes are withheld; the rest stays with the kernel and the client.
 */
final class RequestGuard extends ChannelInboundHandlerAdapter {
    /** Several reads of a connection; more come only if something else resumes reading, and then the connection is closed. */
    static final int MAX_WITHHELD = 64 * 1024;

    /** Beyond the bytes of one read, those of a stray end that were held before it. */
    private static final int MAX_HELD = 5;

    private final RequestHeads heads = new RequestHeads();
    private final Progress progress;
    private final LongAdder dropped;
    private int held;
    private long answered;
    private ByteBuf withheld = Unpooled.EMPTY_BUFFER;
    private @Nullable ChannelHandlerContext context;

    /** The progress of a connection's next request. */
    interface Progress {
        /** Bytes that may belong to a request have come; runs before HTTP gets them. */
        void begun();

        /** The bytes that seemed to begin a request were a stray end. */
        void nothingBegun();
    }

    /** @param dropped counts the stray ends */
    RequestGuard(Progress progress, LongAdder dropped) {
        this.progress = progress;
        this.dropped = dropped;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        withheld.release();
        withheld = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            reading.fireChannelRead(message);
        } else if (withheld.isReadable()) {
            withholdMore(reading, bytes);
        } else {
            pass(reading, bytes);
        }
    }

    /** A response is written: the next request may come. */
    void answered() {
        answered++;
        ChannelHandlerContext reading = context;
        if (reading == null || reading.isRemoved()) {
            return;
        }
        ByteBuf next = withheld;
        withheld = Unpooled.EMPTY_BUFFER;
        if (next.isReadable()) {
            reading.channel().config().setAutoRead(true);
            pass(reading, next);
            reading.fireChannelReadComplete();
        } else if (held > 0) {
            progress.begun();
        }
    }

    private boolean isOwed() {
        return heads.complete() > answered;
    }

    private void pass(ChannelHandlerContext reading, ByteBuf bytes) {
        boolean wasHeld = held > 0;
        ByteBuf passed = next(reading, bytes);
        if (passed.isReadable()) {
            progress.begun();
            reading.fireChannelRead(passed);
            return;
        }
        passed.release();
        if (!isOwed() && held > 0) {
            progress.begun();
        } else if (!isOwed() && wasHeld) {
            progress.nothingBegun();
        }
    }

    /**
     * The part of the bytes that HTTP may have, without what is dropped: up to the end of a request whose response is owed. It is the same
     * buffer when there is nothing to drop, to hold or to withhold, which is nearly always.
     */
    private ByteBuf next(ChannelHandlerContext reading, ByteBuf bytes) {
        @Nullable ByteBuf copy = held > 0 ? reading.alloc().buffer(bytes.readableBytes() + held) : null;
        int from = bytes.readerIndex();
        for (int i = from; i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (isOwed() && heads.startsRequest(next)) {
                withhold(reading, bytes.retainedSlice(i, bytes.writerIndex() - i));
                bytes.writerIndex(i);
                break;
            }
            RequestHeads.ByteAction step = heads.accept(next);
            if (step == RequestHeads.ByteAction.PASS) {
                if (copy != null) {
                    copy.writeByte(next);
                }
                continue;
            }
            if (copy == null) {
                copy = reading.alloc().buffer(bytes.readableBytes() + MAX_HELD).writeBytes(bytes, from, i - from);
            }
            switch (step) {
                case SKIP -> {}
                case HOLD -> held++;
                case DROP -> {
                    held = 0;
                    dropped.increment();
                }
                case PASS_HELD -> {
                    copy.writeBytes(RequestHeads.held(held)).writeByte(next);
                    held = 0;
                }
                case REFUSE -> {
                    refuse(reading);
                    bytes.writerIndex(i);
                }
                case PASS -> throw new AssertionError("handled above");
            }
        }
        if (copy == null) {
            return bytes;
        }
        bytes.release();
        return copy;
    }

    private void withhold(ChannelHandlerContext reading, ByteBuf rest) {
        withheld = rest;
        reading.channel().config().setAutoRead(false);
    }

    /** Stops reading again: the handler of a request may resume it before the response is written. */
    private void withholdMore(ChannelHandlerContext reading, ByteBuf bytes) {
        if (withheld.readableBytes() + bytes.readableBytes() > MAX_WITHHELD) {
            bytes.release();
            refuse(reading);
        } else {
            withhold(reading, Unpooled.wrappedBuffer(withheld, bytes));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    private static void refuse(ChannelHandlerContext reading) {
        reading.close();
    }
}
