package io.streammirror.publisher.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Stands before HTTP on one connection: drops stray ends of bodies (see {@link RequestHeads}), and closes a connection on which a
 * request, once begun, takes too long to arrive, however steadily its bytes drip in.
 */
final class RequestGuard extends ChannelInboundHandlerAdapter {
    private final RequestHeads heads = new RequestHeads();
    private final long requestMillis;
    private final LongAdder dropped;
    private int held;
    private @Nullable ScheduledFuture<?> deadline;

    RequestGuard(Duration requestTimeout, LongAdder dropped) {
        this.requestMillis = requestTimeout.toMillis();
        this.dropped = dropped;
    }

    /** The first request is waited for from the beginning of the connection. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        startDeadline(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelDeadline();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        long before = heads.complete();
        ByteBuf passed = withoutStray(context, bytes);
        if (heads.complete() > before || !heads.awaitsMore()) {
            cancelDeadline();
        }
        if (heads.awaitsMore()) {
            startDeadline(context);
        }
        if (passed.isReadable()) {
            context.fireChannelRead(passed);
        } else {
            passed.release();
        }
    }

    /** The same buffer when there is nothing to drop or to hold, which is nearly always. */
    private ByteBuf withoutStray(ChannelHandlerContext context, ByteBuf bytes) {
        @Nullable ByteBuf copy = held > 0 ? context.alloc().buffer(bytes.readableBytes() + held) : null;
        int from = bytes.readerIndex();
        for (int i = from; i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            RequestHeads.Step step = heads.accept(next);
            if (step == RequestHeads.Step.PASS) {
                if (copy != null) {
                    copy.writeByte(next);
                }
                continue;
            }
            if (copy == null) {
                copy = context.alloc().buffer(bytes.readableBytes() + 5).writeBytes(bytes, from, i - from);
            }
            switch (step) {
                case HOLD -> held++;
                case DROP -> {
                    held = 0;
                    dropped.increment();
                }
                case PASS_HELD -> {
                    copy.writeBytes(RequestHeads.held(held)).writeByte(next);
                    held = 0;
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

    private void startDeadline(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor().schedule(() -> cutOff(context), requestMillis, TimeUnit.MILLISECONDS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    private static void cutOff(ChannelHandlerContext context) {
        context.close();
    }

    private void cancelDeadline() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }
}
