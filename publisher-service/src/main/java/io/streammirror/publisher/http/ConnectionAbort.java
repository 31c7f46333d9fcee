package io.streammirror.publisher.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Closes connections at once. Vert.x closes one only after the client has read what was sent, which a hostile client never does. */
public final class ConnectionAbort {
    private ConnectionAbort() {}

    /** Closes a connection and forgets what was not sent yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // A connection that cannot be closed is closed.
    public static void abort(HttpConnection connection) {
        // Past the handlers of TLS and of Vert.x, which wait until everything is written.
        ((ConnectionBase) connection).channel().pipeline().firstContext().close();
    }
}
