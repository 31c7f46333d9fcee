package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Learns how the response under way on a connection ends. Runs on the event loop of the connection. */
@FunctionalInterface
public interface AnswerListener {
    /**
     * Runs once.
     *
     * @param whole whether the kernel has taken all of the response; false when the connection was closed before
     */
    void answered(boolean whole);

    /** Listens to the response of the request that a connection of the public port has passed on last. */
    static void listen(HttpConnection connection, AnswerListener listener) {
        Exchange exchange = ((ConnectionBase) connection).channel().pipeline().get(Exchange.class);
        if (exchange != null) {
            exchange.listen(listener);
        }
    }
}
