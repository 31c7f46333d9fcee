package io.streammirror.upstream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Collects a response's body up to a limit, and hangs up on one that is longer. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long maxBytes;
    private final AtomicLong meter;
    private Flow.@Nullable Subscription subscription;
    private long received;

    /**
     * @param meter counts the bytes as they come, from zero at the begin of the body, for whoever watches
     */
    BoundedBody(long maxBytes, AtomicLong meter) {
        this.maxBytes = maxBytes;
        this.meter = meter;
    }

    /** The body is longer than its reader accepts. */
    static final class TooLong extends IOException {
        TooLong() {
            super("the body is too long");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        meter.set(0);
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean before = received > maxBytes;
        received += buffers.stream().mapToLong(Buffer::remaining).sum();
        meter.set(received);
        if (received <= maxBytes) {
            bytes.onNext(buffers);
        } else if (!before && subscription != null) {
            subscription.cancel();
            bytes.onError(new TooLong());
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
