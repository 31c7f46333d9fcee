package io.streammirror.upstream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a response's body up to a limit, and hangs up on one that is longer. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long maxBytes;
    private Flow.@Nullable Subscription subscription;
    private long received;

    BoundedBody(long maxBytes) {
        this.maxBytes = maxBytes;
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
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean before = received > maxBytes;
        received += buffers.stream().mapToLong(Buffer::remaining).sum();
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
