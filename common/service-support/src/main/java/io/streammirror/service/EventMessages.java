package io.streammirror.service;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.service.trace.TraceParent;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Makes messages from events: the key becomes the record key, the JSON the payload; the trace parent and the
 * attributes of CloudEvents become headers. */
public final class EventMessages {
    private EventMessages() {}

    /** A message with the current span of this thread as its parent. */
    public static Message<String> of(Event event) {
        return of(event, TraceParent.current());
    }

    public static Message<String> of(Event event, TraceParent parent) {
        var headers = new RecordHeaders();
        parent.addTo(headers);
        CloudEventHeaders.add(event, headers);
        return Message.of(
                EventCodec.encode(event),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.key())
                        .withTimestamp(event.time())
                        .withHeaders(headers)
                        .build()));
    }
}
