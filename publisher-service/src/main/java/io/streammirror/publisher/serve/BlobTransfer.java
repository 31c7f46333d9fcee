package io.streammirror.publisher.serve;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way from the store to a client, at the client's speed and with bounded memory.
 *
 * <p>MAAS gives a download up for good when it sees an error status, starts again from byte 0 when the connection breaks, and
 * takes a stall of ten seconds for a break. So nothing is sent before the store has answered well, and when the store fails,
 * stalls or restarts on the way, the same response goes on from where it was. Only when the store stays away is the connection
 * closed: never an error status, never a clean end of a short body.
 *
 * <p>Everything runs on the event loop of the client's connection.
 */
final class BlobTransfer {
    private static final Logger LOG = Logger.getLogger(BlobTransfer.class);

    /** How long the store may fail before we give up: below the ten seconds after which MAAS does. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** How long the store may stay silent before it is asked again. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final String SILENT = "the store is silent";
    private static final long WATCH_MILLIS = 500;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 1_000;

    /** From here on a slow client is waited for, with one more piece from the store in our memory at most. */
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final StoreClient store;
    private final ServedFile file;
    private final ByteRange.Part part;
    private final HttpServerResponse client;
    private final long watch;

    private long next;
    private long heard = System.nanoTime();
    private @Nullable Long failingSince;
    private String trouble = SILENT;
    private long pause = FIRST_PAUSE_MILLIS;
    private int attempt;
    private boolean asking;
    private @Nullable HttpClientRequest request;
    private boolean clientIsBusy;
    private boolean waitsForClient;
    private boolean over;

    private BlobTransfer(
            Vertx vertx, StoreClient store, ServedFile file, ByteRange.Part part, HttpServerResponse client) {
        this.vertx = vertx;
        this.store = store;
        this.file = file;
        this.part = part;
        this.client = client;
        this.next = part.first();
        this.watch = vertx.setPeriodic(WATCH_MILLIS, timer -> lookForStall());
    }

    /** Sends a part of a blob and ends the response, whose head the caller has filled in. */
    static void start(Vertx vertx, StoreClient store, ServedFile file, ByteRange.Part part, HttpServerResponse client) {
        new BlobTransfer(vertx, store, file, part, client).begin();
    }

    /**
     * Sends the rest of a part that was begun otherwise.
     *
     * @param heard when, by {@link System#nanoTime}, the client got its last bytes: our patience is from then on
     */
    static void goOn(
            Vertx vertx,
            StoreClient store,
            ServedFile file,
            ByteRange.Part rest,
            HttpServerResponse client,
            long heard) {
        var transfer = new BlobTransfer(vertx, store, file, rest, client);
        transfer.failingSince = heard;
        transfer.begin();
    }

    private void begin() {
        client.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        client.closeHandler(gone -> finish());
        client.exceptionHandler(broken -> finish());
        ask();
    }

    private void ask() {
        int mine = ++attempt;
        asking = true;
        heard = System.nanoTime();
        store.request(file.sha256(), new ByteRange.Part(next, part.last()))
                .compose(ready -> {
                    if (isStale(mine)) {
                        ready.reset();
                    } else {
                        request = ready;
                    }
                    return ready.send();
                })
                .onSuccess(answer -> begin(mine, answer))
                .onFailure(failure -> again(mine, String.valueOf(failure.getMessage())));
    }

    private void begin(int mine, HttpClientResponse answer) {
        if (isStale(mine)) {
            answer.request().reset();
            return;
        }
        String problem = problemOf(answer);
        if (problem != null) {
            answer.request().reset();
            again(mine, problem);
            return;
        }
        StoreBody body = StoreBody.of(answer);
        body.receive(bytes -> forward(mine, body, bytes));
        answer.exceptionHandler(failure -> again(mine, String.valueOf(failure.getMessage())));
        answer.endHandler(end -> {
            if (next > part.last()) {
                complete(mine);
            } else {
                again(mine, "the store's answer ended early");
            }
        });
    }

    private @Nullable String problemOf(HttpClientResponse answer) {
        long expected = part.last() - next + 1;
        boolean whole = answer.statusCode() == 200 && next == 0;
        if (answer.statusCode() != 206 && !whole) {
            return "the store answered " + answer.statusCode();
        }
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (!Long.toString(expected).equals(length)) {
            return "the store offered " + length + " bytes instead of " + expected;
        }
        // The name of a blob is its hash: one of the same size is the same, even if it was stored anew in between.
        String range = answer.getHeader(HttpHeaders.CONTENT_RANGE);
        return whole || String.valueOf(range).endsWith("/" + file.size())
                ? null
                : "the store gave range " + range + " of a file of " + file.size() + " bytes";
    }

    private void forward(int mine, StoreBody body, ByteBuf bytes) {
        if (isStale(mine)) {
            bytes.release();
            return;
        }
        heard = System.nanoTime();
        failingSince = null;
        pause = FIRST_PAUSE_MILLIS;
        next += bytes.readableBytes();
        send(bytes);
        if (client.writeQueueFull()) {
            clientIsBusy = true;
            body.pause();
            client.drainHandler(drained -> {
                clientIsBusy = false;
                heard = System.nanoTime();
                if (!isStale(mine)) {
                    body.resume();
                } else if (waitsForClient && !over) {
                    waitsForClient = false;
                    ask();
                }
            });
        }
    }

    /** Deprecated for Vert.x 5 and without another name in 4: a buffer around bytes that stay ours to release. */
    @SuppressWarnings("deprecation")
    private void send(ByteBuf bytes) {
        client.write(Buffer.buffer(bytes)).onComplete(gone -> bytes.release());
    }

    private void lookForStall() {
        long now = System.nanoTime();
        if (failingSince != null && now - failingSince > PATIENCE_NANOS) {
            giveUp();
        } else if (asking && !clientIsBusy && now - heard > STALL_NANOS) {
            again(attempt, SILENT);
        }
    }

    private void again(int mine, String reason) {
        if (isStale(mine)) {
            return;
        }
        long now = System.nanoTime();
        if (failingSince == null) {
            failingSince = clientIsBusy ? now : heard;
        }
        trouble = reason;
        attempt++;
        drop();
        if (now - failingSince > PATIENCE_NANOS) {
            giveUp();
            return;
        }
        LOG.debugf("Asking the store again sha256=%s offset=%d reason=%s", file.sha256(), next, reason);
        int waiting = attempt;
        vertx.setTimer(pause, timer -> {
            if (isStale(waiting)) {
                return;
            }
            if (clientIsBusy) {
                // What is in its queue keeps it busy for now; more would pile up here.
                failingSince = null;
                waitsForClient = true;
            } else {
                ask();
            }
        });
        pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
    }

    private void giveUp() {
        LOG.warnf(
                "Gave up a download that the store cannot feed sha256=%s offset=%d reason=%s",
                file.sha256(), next, trouble);
        finish();
        client.reset();
    }

    private void complete(int mine) {
        if (!isStale(mine)) {
            request = null;
            finish();
            client.end();
        }
    }

    private void finish() {
        if (!over) {
            over = true;
            vertx.cancelTimer(watch);
            drop();
        }
    }

    private void drop() {
        asking = false;
        HttpClientRequest asked = request;
        request = null;
        if (asked != null) {
            asked.reset();
        }
    }

    /** Whether a callback belongs to an attempt that was given up, or comes after the end. */
    private boolean isStale(int mine) {
        return over || mine != attempt;
    }
}
