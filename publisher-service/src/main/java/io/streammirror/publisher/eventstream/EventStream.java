package io.streammirror.publisher.eventstream;

import io.streammirror.publisher.http.ClientAddress;
import io.streammirror.publisher.http.ConnectionAbort;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** One client that follows the events. Everything is sent on the event loop of its connection. */
final class EventStream {
    /** A few hundred events. What is unread in the kernel comes on top: see {@code PublicPort.detach}. */
    static final int MAX_UNSENT_BYTES = 128 * 1024;

    private final Context context;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final ClientAddress address;
    private final Consumer<EventStream> gone;

    /** @param gone runs when the response has ended or its connection is closed, perhaps twice */
    EventStream(Context context, HttpServerRequest request, Consumer<EventStream> gone) {
        this.context = context;
        this.connection = request.connection();
        this.response = request.response();
        this.address = ClientAddress.of(connection);
        this.gone = gone;
        response.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
        response.closeHandler(closed -> gone.accept(this));
        response.exceptionHandler(broken -> gone.accept(this));
    }

    ClientAddress address() {
        return address;
    }

    /** Sends a text, or closes the connection of a client that has left too much unread. */
    void send(Buffer text) {
        context.runOnContext(now -> {
            if (response.closed() || response.ended()) {
                return;
            }
            if (response.writeQueueFull()) {
                ConnectionAbort.abort(connection);
            } else {
                response.write(text);
            }
        });
    }

    /** Ends the response; the connection ends with it. */
    void end() {
        context.runOnContext(now -> {
            if (!response.closed() && !response.ended()) {
                response.end();
                gone.accept(this);
            }
        });
    }
}
