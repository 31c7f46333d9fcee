package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.OperatorDecided;
import io.streammirror.event.PollRequested;
import io.streammirror.event.TreePublished;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** An ordinary consumer of CloudEvents reads the records of public topics. */
class CloudEventHeadersTest {
    private static final MirrorName MIRROR = new MirrorName("stable");
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00Z");
    private static final Sha256 ONE = Sha256.parse("1".repeat(64));
    private static final Sha256 TWO = Sha256.parse("2".repeat(64));

    @Test
    void shouldBeReadAsCloudEventWithUnchangedPayload() {
        var published = new TreePublished(MIRROR, ONE, TWO, 1, 2, 3, "A".repeat(40), TIME);

        CloudEvent read = read(published);

        assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(read.getType()).isEqualTo("io.streammirror.tree-published.v1");
        assertThat(read.getSource()).isEqualTo(URI.create("/mirrors/stable"));
        assertThat(read.getSubject()).isEqualTo(ONE.hex());
        assertThat(read.getId()).isEqualTo(EventCodec.id(published));
        assertThat(read.getTime()).isNotNull();
        assertThat(Objects.requireNonNull(read.getTime()).toInstant()).isEqualTo(TIME);
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(payload(read)).isEqualTo(EventCodec.encode(published));
    }

    @Test
    void shouldNameWhatEventIsAbout() {
        var held = new UpstreamPolled(MIRROR, "run", UpstreamPolled.Outcome.HELD, null, null, ONE, TWO, TIME);
        var accepted = new UpstreamPolled(MIRROR, "run", UpstreamPolled.Outcome.ACCEPTED, null, null, ONE, null, TIME);

        assertThat(read(held).getSubject()).isEqualTo(TWO.hex());
        assertThat(read(accepted).getSubject()).isEqualTo(ONE.hex());
        assertThat(read(new OperatorDecided(MIRROR, "mirror-held", 17, "alice", null, TIME))
                        .getSubject())
                .isEqualTo("17");
        assertThat(read(new PollRequested(MIRROR, TIME)).getSubject()).isNull();
    }

    @Test
    void shouldLeaveInternalTopicsAsTheyAre() {
        assertThat(headers(new FetchProgress("fetcher-1", 4, List.of(), TIME))).isEmpty();
    }

    private static CloudEvent read(Event event) {
        byte[] payload = EventMessages.of(event).getPayload().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.createReader(headers(event), payload).toEvent();
    }

    private static Headers headers(Event event) {
        Message<String> message = EventMessages.of(event);
        Headers headers = message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .map(metadata -> metadata.getHeaders())
                .orElseThrow();
        return new RecordHeaders(headers);
    }

    private static String payload(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }
}
