package io.streammirror.service;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.service.trace.Cause;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** How an event becomes a message of the messaging framework: its key as record key, its JSON as payload, its cause in headers. */
public final class EventMessages {
    private EventMessages() {}

    /** A message of what this thread is at. */
    public static Message<String> of(Event event) {
        return of(event, Cause.current());
    }

    public static Message<String> of(Event event, Cause cause) {
        var headers = new RecordHeaders();
        cause.addTo(headers);
        return Message.of(
                EventCodec.encode(event),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.key())
                        .withTimestamp(event.time())
                        .withHeaders(headers)
                        .build()));
    }
}
