package io.streammirror.service;

import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.OperatorDecided;
import io.streammirror.event.TreePublished;
import io.streammirror.event.UpstreamPolled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * The attributes of CloudEvents 1.0 as headers of a record, which is the binary mode of its Kafka binding: the value of
 * the record stays what it is. Only records of public topics carry them.
 */
final class CloudEventHeaders {
    private static final String SPEC_VERSION = "1.0";
    private static final String CONTENT_TYPE = "application/json";

    private CloudEventHeaders() {}

    /** Adds the attributes of an event, if its topic is public. */
    static void add(Event event, Headers headers) {
        if (!event.topic().isPublic()) {
            return;
        }
        add(headers, "ce_specversion", SPEC_VERSION);
        add(headers, "ce_id", EventCodec.id(event));
        add(headers, "ce_type", EventCodec.cloudEventType(event));
        add(headers, "ce_source", "/mirrors/" + event.key());
        subject(event).ifPresent(subject -> add(headers, "ce_subject", subject));
        add(headers, "ce_time", event.time().toString());
        add(headers, "content-type", CONTENT_TYPE);
    }

    /** The subject of the event within the mirror: a publication, a catalog or an entry of the log. */
    private static Optional<String> subject(Event event) {
        if (event instanceof TreePublished published) {
            return Optional.of(published.publication().hex());
        }
        if (event instanceof UpstreamPolled polled) {
            return Optional.ofNullable(polled.held() == null ? polled.catalog() : polled.held())
                    .map(revision -> revision.hex());
        }
        return event instanceof OperatorDecided decided
                ? Optional.of(Long.toString(decided.sequence()))
                : Optional.empty();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
