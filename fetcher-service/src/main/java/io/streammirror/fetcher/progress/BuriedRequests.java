package io.streammirror.fetcher.progress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.fetcher.queue.DeadLetters;
import io.streammirror.fetcher.queue.Delivery;
import io.streammirror.fetcher.retry.Sleeper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** The dead letters of the queue: the record as it was, its cause and place in headers. */
@Singleton
final class BuriedRequests implements DeadLetters {
    private final Outbox outbox;

    BuriedRequests(@Channel("fetch-dead-letters") MutinyEmitter<String> emitter, Sleeper sleeper) {
        this.outbox = new Outbox(emitter, sleeper);
    }

    @Override
    public void bury(Delivery delivery, String cause) throws InterruptedException {
        outbox.send(() -> message(delivery, cause)).await();
    }

    private static Message<String> message(Delivery delivery, String cause) {
        Headers headers = new RecordHeaders()
                .add("dead-letter-reason", cause.getBytes(StandardCharsets.UTF_8))
                .add("dead-letter-place", delivery.place().getBytes(StandardCharsets.UTF_8));
        String value = delivery.value();
        return Message.of(
                value == null ? "" : value,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(delivery.topic().deadLetterName())
                        .withKey(delivery.key())
                        .withHeaders(headers)
                        .build()));
    }
}
