package io.streammirror.publisher.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that come by one connection to the store, piece by piece as they were read from it.
 *
 * <p>Vert.x would copy each piece into an array of its own, which the JVM clears first, and Netty out of the heap again
 * for the client: with what the pool did not hold, half of the processor time that a transfer took. So the pieces leave
 * before Vert.x, which still has everything else: heads, the ends of bodies, failures.
 *
 * <p>Everything runs on the event loop of the connection.
 */
final class StoreBody extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private @Nullable Consumer<ByteBuf> receiver;

    StoreBody(Channel channel) {
        this.channel = channel;
    }

    /** For a connection that has just been made. */
    static void install(HttpConnection connection) {
        Channel channel = channelOf(connection);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(pipeline.context(VertxHandler.class).name(), "store-body", new StoreBody(channel));
    }

    /**
     * Sets how much is read at a time from now on.
     *
     * @param bytes at most {@link PieceSize#MAX}
     */
    static void readPieces(HttpConnection connection, int bytes) {
        // Not by the option of Vert.x, which would fix the kernel's buffer to that size too, and a store that is far
        // away would be slow.
        channelOf(connection).config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(bytes));
    }

    /** That of an answer of which only the head has come, by a connection with {@link #install}. */
    static StoreBody of(HttpClientResponse answer) {
        return channelOf(answer.request().connection()).pipeline().get(StoreBody.class);
    }

    private static Channel channelOf(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** Has the pieces of this body received; the receiver releases each. */
    void receive(Consumer<ByteBuf> receiver) {
        this.receiver = receiver;
    }

    /** Reads nothing more until {@link #resume}; a piece that was read already may still come. */
    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (receiver == null
                || !(message instanceof HttpContent piece)
                || piece.decoderResult().isFailure()) {
            context.fireChannelRead(message);
            return;
        }
        receiver.accept(piece.content());
        if (message instanceof LastHttpContent) {
            // The next body on this connection is another's, who expects it to flow.
            receiver = null;
            resume();
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }
}
