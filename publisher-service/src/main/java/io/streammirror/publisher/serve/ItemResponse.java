package io.streammirror.publisher.serve;

import io.streammirror.publisher.serve.ItemMetrics.Outcome;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A response with bytes of an item, and how it ends; everything runs on the event loop of the client's connection. */
final class ItemResponse {
    private final HttpServerRequest request;
    private final Listener listener;
    private final long begun = System.nanoTime();
    private long firstByte = begun;
    private long besideVertx;
    private boolean over;

    /** Takes the end of a response, once. */
    @FunctionalInterface
    interface Listener {
        /**
         * Receives the end.
         *
         * @param sent bytes of the body that were handed to the connection
         */
        void ended(Outcome outcome, long sent);
    }

    ItemResponse(HttpServerRequest request, Listener listener) {
        this.request = request;
        this.listener = listener;
        client().headersEndHandler(head -> firstByte = System.nanoTime());
        client().endHandler(end -> end(outcome()));
    }

    HttpServerResponse client() {
        return request.response();
    }

    HttpConnection connection() {
        return request.connection();
    }

    /** Counts bytes of the body that were handed to the connection and not to Vert.x. */
    void sent(long bytes) {
        besideVertx += bytes;
    }

    /** Closes the connection, because the rest of the body cannot be read: never an error status, never a clean end of a short body. */
    void abort() {
        end(Outcome.ABORTED);
        client().reset();
    }

    private Outcome outcome() {
        if (!client().ended()) {
            return Outcome.LEFT;
        }
        return firstByte - begun > ItemMetrics.MAX_WAIT_NANOS ? Outcome.LATE : Outcome.WHOLE;
    }

    private void end(Outcome outcome) {
        if (!over) {
            over = true;
            listener.ended(outcome, client().bytesWritten() + besideVertx);
        }
    }
}
