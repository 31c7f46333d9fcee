package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.events.EventCodec;
import io.streammirror.events.PollRequested;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventMessagesTest {
    @Test
    void anEventBecomesARecordWithItsKeyTimeAndWireForm() {
        var event = new PollRequested(new MirrorName("stable"), Instant.parse("2026-11-23T12:00:00Z"));

        Message<String> message = EventMessages.of(event);

        assertThat(EventCodec.decode(message.getPayload())).isEqualTo(event);
        assertThat(message.getMetadata(OutgoingKafkaRecordMetadata.class)).hasValueSatisfying(metadata -> {
            assertThat(metadata.getKey()).isEqualTo("stable");
            assertThat(metadata.getTimestamp()).isEqualTo(event.time());
        });
    }
}
