package io.streammirror.publisher.serve;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One body on its way from memory to a client.
 *
 * <p>Without TLS the kernel takes it from the shared bytes, so a client that reads nothing costs no memory. TLS makes an encrypted copy of
 * what it is given, so it gets a piece at a time, and the next one when the client has taken that.
 */
final class DocumentSender {
    private static final int PIECE = 64 * 1024;

    private final InMemory bytes;
    private final HttpServerResponse client;
    private final long end;
    private long next;
    private boolean over;

    private DocumentSender(InMemory bytes, ByteRange.Part part, HttpServerResponse client) {
        this.bytes = bytes;
        this.client = client;
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
        var sender = new DocumentSender(bytes, part, request.response());
        if (request.isSSL()) {
            sender.sendPieces();
        } else {
            sender.sendRest();
        }
        return true;
    }

    private void sendPieces() {
        client.setWriteQueueMaxSize(PIECE);
        client.closeHandler(gone -> finish());
        client.exceptionHandler(broken -> finish());
        pump();
    }

    private void pump() {
        while (!over && end - next > PIECE) {
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
