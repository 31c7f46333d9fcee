package io.streammirror.fetcher.progress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.fetcher.retry.Sleeper;
import java.time.Duration;
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

    /** Returns when the broker has acknowledged the message. */
    void send(Supplier<Message<String>> message) throws InterruptedException {
        boolean complained = false;
        while (true) {
            try {
                emitter.sendMessage(message.get()).await().atMost(TIMEOUT);
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
        }
    }
}
