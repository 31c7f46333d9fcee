package io.streammirror.upstream;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Lets the body of an error pass, that the connection can be used again; of a long one it hangs up instead. */
final class DiscardedBody implements BodySubscriber<byte[]> {
    /** An error page; reading more costs more than a new connection. */
    private static final long MOST = 64 * 1024;

    private final CompletableFuture<byte[]> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long received;

    @Override
    public CompletionStage<byte[]> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        received += buffers.stream().mapToLong(Buffer::remaining).sum();
        if (received > MOST && subscription != null) {
            subscription.cancel();
            end.complete(new byte[0]);
        }
    }

    /** What was wanted of the answer came with its head. */
    @Override
    public void onError(Throwable failure) {
        end.complete(new byte[0]);
    }

    @Override
    public void onComplete() {
        end.complete(new byte[0]);
    }
}
