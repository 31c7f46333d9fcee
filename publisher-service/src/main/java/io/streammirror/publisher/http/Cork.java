package io.streammirror.publisher.http;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Holds back the last segment of what was sent while it is not full and more is to come: {@code TCP_CORK} of tcp(7), and nginx's {@code
 * tcp_nopush}. Without it the kernel sends scraps whenever the client acknowledges something, and the client is woken up for each.
 *
 * <p>Does nothing where the transport is not Linux's own.
 */
public final class Cork {
    private Cork() {}

    /** More is to come, until {@link #out}; the kernel holds nothing back for longer than 200 ms even so. */
    public static void in(HttpConnection connection) {
        set(connection, true);
    }

    /** Nothing more comes for now: what was held back goes. */
    public static void out(HttpConnection connection) {
        set(connection, false);
    }

    private static void set(HttpConnection connection, boolean corked) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (channel.isOpen()) {
            channel.config().setOption(EpollChannelOption.TCP_CORK, corked);
        }
    }
}
