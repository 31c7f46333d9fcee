package io.streammirror.publisher.serve;

import io.netty.buffer.ByteBuf;
import io.streammirror.publisher.http.ClientAddress;
import io.streammirror.retry.DoublingDelay;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way from the store to a client, at the client's speed and with bounded memory.
 *
 * <p>MAAS abandons a download when it sees an error status, starts again from byte 0 when the connection breaks, and treats a stall of
 * ten seconds as a break. So nothing is sent before the store has answered well, and when the store fails, stalls or restarts in the
 * middle, the same response continues from there. Only when the store stays away is the connection closed: never an error status, never
 * a clean end of a short body.
 *
 * <p>Connections to the store are few, see {@link StoreShares}. A client that reads nothing gives its connection up as soon as another
 * transfer waits for one, and gets one again when it reads.
 *
 * <p>Everything runs on the event loop of the client's connection.
 */
final class BlobTransfer implements StoreShares.Holder {
    private static final Logger LOG = Logger.getLogger(BlobTransfer.class);

    /** How long the store may fail before the connection is closed: below the ten seconds after which MAAS closes it. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** How long the store may stay silent before it is asked again. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** A client that has read nothing for so long gives up its connection to the store when another transfer waits for one. */
    private static final long PARK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** And for so long in any case: to the store it is one of few, of all that use it. */
    private static final long MAX_PARK_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final String SILENT = "the store is silent";
    private static final String DAMAGED = "the store has wrong bytes, and the blob waits for repair";
    private static final String CROWDED = "all connections to the store are in use: see serve.store-connections";
    private static final long WATCH_MILLIS = 500;
    private static final DoublingDelay PAUSES = new DoublingDelay(Duration.ofMillis(50), Duration.ofSeconds(1));

    private final Vertx vertx;
    private final StoreClient store;
    private final ServedFile file;
    private final ByteRange.Part part;
    private final ItemResponse response;
    private final HttpServerResponse client;
    private final ClientAddress address;
    private final Context context;
    private final long watch;

    private long next;
    private long lastBytes = System.nanoTime();
    private @Nullable Long failingSince;
    private String trouble = SILENT;
    private int failures;
    private int attempt;
    private boolean asking;
    private StoreShares.@Nullable Claim claim;
    private @Nullable HttpClientRequest request;
    private @Nullable String etag;
    private boolean clientIsBusy;
    private long busySince;
    private boolean waitsForClient;
    private boolean over;

    private BlobTransfer(Vertx vertx, StoreClient store, ServedFile file, ByteRange.Part part, ItemResponse response) {
        this.vertx = vertx;
        this.store = store;
        this.file = file;
        this.part = part;
        this.response = response;
        this.client = response.client();
        this.address = ClientAddress.of(response.connection());
        this.context = vertx.getOrCreateContext();
        this.next = part.first();
        this.watch = vertx.setPeriodic(WATCH_MILLIS, timer -> lookForStall());
    }

    /** Sends a part of a blob and ends the response, whose head the caller has filled in. */
    static void start(Vertx vertx, StoreClient store, ServedFile file, ByteRange.Part part, ItemResponse response) {
        new BlobTransfer(vertx, store, file, part, response).begin();
    }

    /**
     * Sends the rest of a part that was begun otherwise.
     *
     * @param sent when, by {@link System#nanoTime}, the client got its last bytes: the patience counts from then
     */
    static void resume(
            Vertx vertx, StoreClient store, ServedFile file, ByteRange.Part rest, ItemResponse response, long sent) {
        var transfer = new BlobTransfer(vertx, store, file, rest, response);
        transfer.failingSince = sent;
        transfer.begin();
    }

    private void begin() {
        store.pieces().enter();
        client.setWriteQueueMaxSize(store.pieces().now() / 2);
        client.closeHandler(gone -> finish());
        client.exceptionHandler(broken -> finish());
        await();
    }

    /** Waits for a connection to the store. */
    private void await() {
        attempt++;
        if (failingSince == null) {
            failingSince = System.nanoTime();
        }
        trouble = CROWDED;
        claim = store.shares().claim(address, this);
    }

    @Override
    public void granted(StoreShares.Claim given) {
        context.runOnContext(now -> {
            if (claim == given) {
                trouble = SILENT;
                ask();
            }
        });
    }

    @Override
    public void revoked(StoreShares.Claim taken) {
        context.runOnContext(now -> {
            if (claim == taken) {
                park();
            }
        });
    }

    /** Leaves the connection to the store to another transfer. */
    private void park() {
        attempt++;
        failingSince = null;
        drop();
        release();
        if (clientIsBusy) {
            waitsForClient = true;
        } else {
            await();
        }
    }

    private void ask() {
        int mine = ++attempt;
        if (store.isDamaged(file.sha256())) {
            again(mine, DAMAGED);
            return;
        }
        asking = true;
        lastBytes = System.nanoTime();
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
        if (isAnotherObject(answer)) {
            trouble = "the store got another object in the middle of the response";
            giveUp();
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
        String range = answer.getHeader(HttpHeaders.CONTENT_RANGE);
        return whole || String.valueOf(range).endsWith("/" + file.size())
                ? null
                : "the store gave range " + range + " of a file of " + file.size() + " bytes";
    }

    /** A blob that was found damaged is replaced under its key: a response has bytes of one object only. */
    private boolean isAnotherObject(HttpClientResponse answer) {
        String now = answer.getHeader(HttpHeaders.ETAG);
        boolean isOther = next > part.first() && etag != null && now != null && !etag.equals(now);
        etag = now;
        return isOther && (answer.statusCode() == 206 || answer.statusCode() == 200);
    }

    private void forward(int mine, StoreBody body, ByteBuf bytes) {
        if (isStale(mine)) {
            bytes.release();
            return;
        }
        if (store.isDamaged(file.sha256())) {
            bytes.release();
            trouble = DAMAGED;
            giveUp();
            return;
        }
        lastBytes = System.nanoTime();
        failingSince = null;
        failures = 0;
        next += bytes.readableBytes();
        send(bytes);
        if (client.writeQueueFull()) {
            clientIsBusy = true;
            busySince = System.nanoTime();
            body.pause();
            client.drainHandler(drained -> {
                clientIsBusy = false;
                lastBytes = System.nanoTime();
                if (!isStale(mine)) {
                    body.resume();
                } else if (waitsForClient && !over) {
                    waitsForClient = false;
                    await();
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
        } else if (asking && !clientIsBusy && now - lastBytes > STALL_NANOS) {
            again(attempt, SILENT);
        } else if (clientIsBusy
                && claim != null
                && now - busySince > (store.shares().isContended() ? PARK_NANOS : MAX_PARK_NANOS)) {
            park();
        }
    }

    private void again(int mine, String reason) {
        if (isStale(mine)) {
            return;
        }
        long now = System.nanoTime();
        if (failingSince == null) {
            failingSince = clientIsBusy ? now : lastBytes;
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
        failures++;
        vertx.setTimer(PAUSES.after(failures).toMillis(), timer -> {
            if (isStale(waiting)) {
                return;
            }
            if (clientIsBusy) {
                // The client has enough to read for now, and more would only take memory.
                failingSince = null;
                waitsForClient = true;
                release();
            } else {
                ask();
            }
        });
    }

    private void giveUp() {
        LOG.warnf(
                "Aborted a download: the store did not send its bytes sha256=%s offset=%d reason=%s",
                file.sha256(), next, trouble);
        finish();
        response.abort();
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
            store.pieces().leave();
            drop();
            release();
        }
    }

    private void release() {
        StoreShares.Claim given = claim;
        claim = null;
        if (given != null) {
            given.release();
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
