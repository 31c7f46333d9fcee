package io.streammirror.fetcher.handle;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.retry.Sleeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Sends messages that must arrive: it repeats them until the broker has them or the caller is interrupted. Safe for concurrent use. */
final class ReliableSender {
    private static final Logger LOG = Logger.getLogger(ReliableSender.class);

    /** Longer than the producer's own delivery timeout, after which sending in order ends. */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final MutinyEmitter<String> emitter;
    private final Sleeper sleeper;

    ReliableSender(MutinyEmitter<String> emitter, Sleeper sleeper) {
        this.emitter = emitter;
        this.sleeper = sleeper;
    }

    /** Sends a message; it is repeated only while the caller awaits its arrival. */
    PendingResult send(Supplier<Message<String>> message) {
        return repeating(trySend(message), message);
    }

    /** A message whose first sending has begun; it is repeated only while the caller awaits its arrival. */
    PendingResult repeating(CompletableFuture<Void> first, Supplier<Message<String>> message) {
        return () -> awaitArrival(first, message);
    }

    private void awaitArrival(CompletableFuture<Void> first, Supplier<Message<String>> message)
            throws InterruptedException {
        CompletableFuture<Void> sending = first;
        boolean logged = false;
        while (true) {
            try {
                Uni.createFrom().completionStage(sending).await().atMost(TIMEOUT);
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!logged) {
                    LOG.warnf("The broker did not take a message, sending it again reason=%s", e);
                    logged = true;
                }
                sleeper.sleep(RETRY_INTERVAL);
            }
            sending = trySend(message);
        }
    }

    /** Sends a message once. The future fails if the broker does not take it in time. */
    CompletableFuture<Void> trySend(Supplier<Message<String>> message) {
        try {
            return emitter.sendMessage(message.get())
                    .subscribeAsCompletionStage()
                    .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
