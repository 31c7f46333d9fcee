package io.streammirror.publisher.serve;

import io.streammirror.publisher.cache.Fill;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One body on its way to a client out of a file that is still being filled, at the client's speed and with bounded memory.
 *
 * <p>What the fill cannot give, or not in time, comes from the store in the same response. Everything but {@link #wake} runs on the
 * event loop of the client's connection.
 */
final class FillReader {
    private static final long WATCH_MILLIS = 500;

    /**
     * A fill that has brought nothing for so long is not waited for; the store then has the rest of the patience of
     * {@link BlobTransfer}.
     */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Vertx vertx;
    private final StoreClient store;
    private final Fill fill;
    private final ServedFile file;
    private final ByteRange.Part part;
    private final ItemResponse response;
    private final FillBody body;
    private final HttpServerResponse client;
    private final Context context;
    private final Runnable listener = this::wake;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final long watch;

    private long next;
    private long sent = System.nanoTime();
    private boolean clientIsBusy;
    private boolean over;

    private FillReader(
            Vertx vertx, StoreClient store, Fill fill, ServedFile file, ByteRange.Part part, ItemResponse response) {
        this.vertx = vertx;
        this.store = store;
        this.fill = fill;
        this.file = file;
        this.part = part;
        this.response = response;
        this.body = FillBody.of(response, fill);
        this.client = response.client();
        this.next = part.first();
        this.context = vertx.getOrCreateContext();
        store.pieces().enter();
        this.watch = vertx.setPeriodic(WATCH_MILLIS, timer -> lookForStall());
    }

    /** Sends a part and ends the response, whose head the caller has filled in; false when the fill is over already. */
    static boolean start(
            Vertx vertx, StoreClient store, Fill fill, ServedFile file, ByteRange.Part part, ItemResponse response) {
        var reader = new FillReader(vertx, store, fill, file, part, response);
        if (!fill.join(reader.listener)) {
            reader.finish();
            return false;
        }
        reader.client.closeHandler(gone -> reader.finish());
        reader.client.exceptionHandler(broken -> reader.finish());
        reader.pump();
        return true;
    }

    /** The fill has more bytes or has ended. */
    private void wake() {
        if (awake.compareAndSet(false, true)) {
            context.runOnContext(woken -> {
                awake.set(false);
                pump();
            });
        }
    }

    private void pump() {
        while (!over && !clientIsBusy) {
            Fill.State state = fill.state();
            long available = Math.min(fill.available(), part.last() + 1) - next;
            if (available > 0 && state != Fill.State.COMPLETE && store.isDamaged(file.sha256())) {
                finish();
                response.abort();
            } else if (available > 0) {
                forward(available);
            } else if (next > part.last()) {
                finish();
                client.end();
            } else if (state == Fill.State.RUNNING) {
                return;
            } else if (state == Fill.State.DAMAGED || store.isDamaged(file.sha256())) {
                finish();
                response.abort();
            } else {
                continueFromStore();
            }
        }
    }

    private void forward(long available) {
        clientIsBusy = true;
        long count = Math.min(body.most(store.pieces().now()), available);
        body.send(next, count).onComplete(done -> {
            clientIsBusy = false;
            sent = System.nanoTime();
            if (over) {
                fill.leave(listener);
            } else if (done.succeeded()) {
                next += count;
                pump();
            } else {
                // Not known how much of it has left, so nothing can follow.
                finish();
                response.abort();
            }
        });
    }

    private void lookForStall() {
        if (!over && !clientIsBusy && System.nanoTime() - sent > STALL_NANOS) {
            continueFromStore();
        }
    }

    private void continueFromStore() {
        finish();
        BlobTransfer.resume(vertx, store, file, new ByteRange.Part(next, part.last()), response, sent);
    }

    private void finish() {
        if (!over) {
            over = true;
            vertx.cancelTimer(watch);
            store.pieces().leave();
            body.end();
            if (!clientIsBusy) {
                fill.leave(listener);
            }
        }
    }
}
