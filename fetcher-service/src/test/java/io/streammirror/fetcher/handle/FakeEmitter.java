package io.streammirror.fetcher.handle;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A channel to a broker that takes a message when the test says so. */
final class FakeEmitter implements MutinyEmitter<String> {
    /** Payloads in the order in which they were sent. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    private final List<CompletableFuture<Void>> arrivals = new CopyOnWriteArrayList<>();

    void arrive(int message) {
        arrivals.get(message).complete(null);
    }

    void fail(int message) {
        arrivals.get(message).completeExceptionally(new IllegalStateException("no broker"));
    }

    @Override
    public <M extends Message<? extends String>> Uni<Void> sendMessage(M message) {
        var arrival = new CompletableFuture<Void>();
        arrivals.add(arrival);
        sent.add(message.getPayload());
        return Uni.createFrom().completionStage(arrival);
    }

    @Override
    public Uni<Void> send(String payload) {
        return sendMessage(Message.of(payload));
    }

    @Override
    public void sendAndAwait(String payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable sendAndForget(String payload) {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public <M extends Message<? extends String>> void send(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends String>> void sendMessageAndAwait(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message<? extends String>> Cancellable sendMessageAndForget(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void complete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void error(Exception failure) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }
}
