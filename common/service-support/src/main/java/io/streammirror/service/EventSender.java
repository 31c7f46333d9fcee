package io.streammirror.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.Event;
import java.time.Duration;
import java.util.List;

/** Sends events through a messaging channel and waits until the broker has them. */
public final class EventSender {
    /** Longer than the clients' own delivery timeout, so that their more telling error comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private EventSender() {}

    /**
     * Sends events in order.
     *
     * @throws BrokerUnavailableException when the broker did not take them all in time; some may have gone out
     */
    public static void send(MutinyEmitter<String> channel, List<? extends Event> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Uni<Void>> sends = events.stream()
                .map(event -> channel.sendMessage(EventMessages.of(event)))
                .toList();
        try {
            Uni.join().all(sends).andFailFast().await().atMost(TIMEOUT);
        } catch (RuntimeException e) {
            throw new BrokerUnavailableException(e);
        }
    }
}
