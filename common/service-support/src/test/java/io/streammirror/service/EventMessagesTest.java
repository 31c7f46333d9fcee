package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.event.EventCodec;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventMessagesTest {
    @Test
    void shouldMakeRecordWithKeyTimeAndWireForm() {
        var event = new PollRequested(new MirrorName("stable"), Instant.parse("2026-11-23T12:00:00Z"));

        Message<String> message = EventMessages.of(event);

        assertThat(EventCodec.decode(message.getPayload())).contains(event);
        assertThat(message.getMetadata(OutgoingKafkaRecordMetadata.class)).hasValueSatisfying(metadata -> {
            assertThat(metadata.getKey()).isEqualTo("stable");
            assertThat(metadata.getTimestamp()).isEqualTo(event.time());
            assertThat(TraceParent.of(metadata.getHeaders())).isEqualTo(TraceParent.of(new RecordHeaders()));
        });
    }

    @Test
    void shouldCarryTraceParentInHeaders() {
        var event = new PollRequested(new MirrorName("stable"), Instant.parse("2026-11-23T12:00:00Z"));
        var cause = TraceParent.of(new RecordHeaders()
                .add(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.UTF_8)));

        Message<String> message = Traces.OFF.inSpan("poll", List.of(cause), step -> EventMessages.of(event));

        assertThat(message.getMetadata(OutgoingKafkaRecordMetadata.class))
                .hasValueSatisfying(metadata ->
                        assertThat(TraceParent.of(metadata.getHeaders())).isEqualTo(cause));
    }
}
