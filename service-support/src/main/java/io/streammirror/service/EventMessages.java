package io.streammirror.service;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.events.Event;
import io.streammirror.events.EventCodec;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** How an event becomes a message of the messaging framework: its key as record key, its JSON as payload. */
public final class EventMessages {
    private EventMessages() {}

    public static Message<String> of(Event event) {
        return Message.of(
                EventCodec.encode(event),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.key())
                        .withTimestamp(event.time())
                        .build()));
    }
}
