package io.streammirror.fetcher.handle;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.fetcher.queue.DeadLetters;
import io.streammirror.fetcher.queue.Delivery;
import io.streammirror.retry.Sleeper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Publishes records to the dead-letter topic: the record as it was, its reason and place in headers. */
@Singleton
final class DeadLetterPublisher implements DeadLetters {
    private final ReliableSender sender;

    DeadLetterPublisher(@Channel("fetch-dead-letters") MutinyEmitter<String> emitter, Sleeper sleeper) {
        this.sender = new ReliableSender(emitter, sleeper);
    }

    @Override
    public void publish(Delivery delivery, String reason) throws InterruptedException {
        sender.send(() -> message(delivery, reason)).await();
    }

    private static Message<String> message(Delivery delivery, String reason) {
        Headers headers = new RecordHeaders()
                .add("dead-letter-reason", reason.getBytes(StandardCharsets.UTF_8))
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
