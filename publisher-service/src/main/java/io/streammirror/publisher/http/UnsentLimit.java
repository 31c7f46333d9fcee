package io.streammirror.publisher.http;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Limits what the kernel takes for a connection beyond what is on its way to the client: {@code TCP_NOTSENT_LOWAT} of tcp(7). Without it
 * the kernel copies some megabytes for a client that reads nothing, and many such clients at once keep the processor from others.
 *
 * <p>Does nothing where the transport is not Linux's own.
 */
public final class UnsentLimit {
    /** Enough for the next wake-up to come in time at a gigabyte a second. */
    private static final long MAX_UNSENT_BYTES = 256 * 1024;

    private UnsentLimit() {}

    /** From now on, for as long as the connection lasts. */
    public static void set(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (channel.isOpen()) {
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MAX_UNSENT_BYTES);
        }
    }
}
