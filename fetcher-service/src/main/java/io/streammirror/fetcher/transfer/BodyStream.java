package io.streammirror.fetcher.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a stream whose reads give up after a silence, which the HTTP client's own stream never does.
 *
 * <p>It asks for one delivery ahead, so a reader that stops reading stops the socket.
 */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
    private final Duration idle;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> received = new ArrayDeque<>();
    private @Nullable Signal end;
    private @Nullable Subscription subscription;
    private boolean closed;

    BodyStream(Duration idle) {
        this.idle = idle;
    }

    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        record Complete() implements Signal {}

        record Broken(Throwable cause) implements Signal {}
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Subscription given) {
        if (subscription != null || closed) {
            given.cancel();
            return;
        }
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Broken(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.Complete());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
    }

    /** Gives the connection up unless the body was read to its end. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private synchronized void requestNext() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            ByteBuffer head = received.peek();
            if (head != null && head.hasRemaining()) {
                return head;
            }
            if (head != null) {
                received.remove();
            } else if (!receive()) {
                return null;
            }
        }
    }

    private boolean receive() throws IOException {
        Signal signal = end == null ? await() : end;
        if (signal instanceof Signal.Bytes bytes) {
            received.addAll(bytes.buffers());
            requestNext();
            return true;
        }
        end = signal;
        if (signal instanceof Signal.Broken broken) {
            throw new IOException(String.valueOf(broken.cause().getMessage()), broken.cause());
        }
        return false;
    }

    private Signal await() throws IOException {
        try {
            Signal signal = signals.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
            if (signal == null) {
                close();
                throw new SocketTimeoutException("no byte for " + idle.toSeconds() + " seconds");
            }
            return signal;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
