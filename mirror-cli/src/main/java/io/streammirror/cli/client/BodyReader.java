package io.streammirror.cli.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes the bytes of one response body to a consumer as they arrive, and remembers when the last ones came. */
final class BodyReader<T> implements BodySubscriber<T> {
    private final Consumer<ByteBuffer> consumer;
    private final Supplier<T> result;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private volatile long progressNanos = System.nanoTime();

    /**
     * @param consumer may throw, which ends the transfer and fails the body
     * @param result asked for once, after the last byte
     */
    BodyReader(Consumer<ByteBuffer> consumer, Supplier<T> result) {
        this.consumer = consumer;
        this.result = result;
    }

    /** When bytes arrived last, or the request was sent, by {@link System#nanoTime}. */
    long progressNanos() {
        return progressNanos;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription response) {
        progressNanos = System.nanoTime();
        subscription = response;
        response.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        progressNanos = System.nanoTime();
        Flow.Subscription response = Objects.requireNonNull(subscription);
        try {
            buffers.forEach(consumer);
            response.request(1);
        } catch (RuntimeException e) {
            response.cancel();
            body.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable problem) {
        body.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        try {
            body.complete(result.get());
        } catch (RuntimeException e) {
            body.completeExceptionally(e);
        }
    }
}
