package io.streammirror.publisher.serve;

import io.netty.channel.EventLoop;
import io.streammirror.publisher.http.UnsentLimit;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * One body on its way from memory to a client.
 *
 * <p>Without TLS the kernel takes it from the shared bytes, so a client that reads nothing costs no memory. TLS makes an encrypted copy of
 * what it is given, so it gets a piece at a time, and the next one when the client has taken that.
 *
 * <p>The kernel would copy some megabytes at once for each client, so a large body goes in pieces and lets other
 * clients of the event loop in between.
 */
final class DocumentSender {
    private static final int PIECE = 64 * 1024;

    /** A fraction of a millisecond. */
    private static final int MAX_PIECES_AT_ONCE = 4;

    private final InMemory bytes;
    private final HttpServerResponse client;
    private final EventLoop loop;
    private final long end;
    private long next;
    private boolean over;

    private DocumentSender(InMemory bytes, ByteRange.Part part, HttpServerRequest request) {
        this.bytes = bytes;
        this.client = request.response();
        this.loop = ((ConnectionBase) request.connection()).channel().eventLoop();
        this.next = part.first();
        this.end = part.last() + 1;
    }

    /**
     * Sends a part and ends the response, whose head the caller has filled in.
     *
     * @return false, and nothing sent, when the bytes are freed already
     */
    static boolean send(InMemory bytes, ByteRange.Part part, HttpServerRequest request) {
        if (!bytes.retain()) {
            return false;
        }
        var sender = new DocumentSender(bytes, part, request);
        if (request.isSSL()) {
            sender.sendPieces(PIECE);
        } else if (sender.end - sender.next > MAX_PIECES_AT_ONCE * PIECE) {
            UnsentLimit.set(request.connection());
            sender.sendPieces(MAX_PIECES_AT_ONCE * PIECE);
        } else {
            sender.sendRest();
        }
        return true;
    }

    private void sendPieces(int maxQueued) {
        client.setWriteQueueMaxSize(maxQueued);
        client.closeHandler(gone -> finish());
        client.exceptionHandler(broken -> finish());
        pump();
    }

    private void pump() {
        for (int pieces = 0; !over && end - next > PIECE; pieces++) {
            if (pieces == MAX_PIECES_AT_ONCE) {
                loop.execute(this::pump);
                return;
            }
            client.write(bytes.slice(next, PIECE));
            next += PIECE;
            if (client.writeQueueFull()) {
                client.drainHandler(drained -> pump());
                return;
            }
        }
        if (!over) {
            sendRest();
        }
    }

    private void sendRest() {
        client.end(bytes.slice(next, end - next)).onComplete(written -> finish());
    }

    private void finish() {
        if (!over) {
            over = true;
            bytes.release();
        }
    }
}
