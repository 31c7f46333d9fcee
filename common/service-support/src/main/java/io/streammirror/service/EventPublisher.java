package io.streammirror.service;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.event.Event;
import java.time.Duration;
import java.util.List;

/** Publishes events through a messaging channel and waits until the broker has acknowledged them. */
public final class EventPublisher {
    /** Longer than the client's delivery timeout, so that its more precise error comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private EventPublisher() {}

    /**
     * Publishes events in order.
     *
     * @throws BrokerUnavailableException when the broker did not acknowledge all of them in time; it may have some
     */
    public static void publish(MutinyEmitter<String> channel, List<? extends Event> events) {
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
