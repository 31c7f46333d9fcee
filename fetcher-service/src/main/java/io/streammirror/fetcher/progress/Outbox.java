package io.streammirror.fetcher.progress;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.fetcher.queue.RequestHandler.Arrival;
import io.streammirror.fetcher.retry.Sleeper;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Sends what must arrive: again and again while the broker is away, until it has it or the sender is interrupted. */
final class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    /** Above the producer's own delivery timeout, which ends sending in order. */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MutinyEmitter<String> emitter;
    private final Sleeper sleeper;

    Outbox(MutinyEmitter<String> emitter, Sleeper sleeper) {
        this.emitter = emitter;
        this.sleeper = sleeper;
    }

    /** Sends a message off; only who awaits its arrival has it sent again. */
    Arrival send(Supplier<Message<String>> message) {
        CompletableFuture<Void> first = trySend(message);
        return () -> arrive(first, message);
    }

    private void arrive(CompletableFuture<Void> first, Supplier<Message<String>> message) throws InterruptedException {
        CompletableFuture<Void> sending = first;
        boolean complained = false;
        while (true) {
            try {
                Uni.createFrom().completionStage(sending).await().atMost(TIMEOUT);
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!complained) {
                    LOG.warnf("The broker did not take a message, sending it again cause=%s", e);
                    complained = true;
                }
                sleeper.sleep(PAUSE);
            }
            sending = trySend(message);
        }
    }

    private CompletableFuture<Void> trySend(Supplier<Message<String>> message) {
        try {
            return emitter.sendMessage(message.get()).subscribeAsCompletionStage();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
