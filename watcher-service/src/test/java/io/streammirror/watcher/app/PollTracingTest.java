package io.streammirror.watcher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.streammirror.event.PollRequested;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.EventMessages;
import io.streammirror.service.trace.RecordedTraces;
import io.streammirror.service.trace.TraceParent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** A trace begins with a poll, and the records that it sends say so. */
class PollTracingTest {
    private static final MirrorName MIRROR = new MirrorName("stable");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final RecordedTraces recorded = new RecordedTraces();
    private final List<UpstreamPolled> announced = new ArrayList<>();
    private final PollTracing polls = new PollTracing(recorded.traces(), announced::add);

    @Test
    void shouldBeginTraceWithEveryPoll() {
        var sent = new ArrayList<Message<String>>();
        var polled = new UpstreamPolled(MIRROR, "run", Outcome.UNCHANGED, null, null, null, null, NOW);

        boolean succeeded = polls.around(MIRROR, () -> {
            sent.add(EventMessages.of(new PollRequested(MIRROR, NOW)));
            polls.polled(polled);
            return true;
        });

        assertThat(succeeded).isTrue();
        assertThat(announced).containsExactly(polled);
        assertThat(recorded.spans()).hasSize(1);
        SpanData poll = recorded.spans().get(0);
        assertThat(poll.getName()).isEqualTo("poll");
        assertThat(poll.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(poll.getAttributes().get(AttributeKey.stringKey("mirror"))).isEqualTo("stable");
        assertThat(poll.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("unchanged");
        assertThat(sent.get(0).getMetadata(OutgoingKafkaRecordMetadata.class)).hasValueSatisfying(metadata -> {
            TraceParent cause = TraceParent.of(metadata.getHeaders());
            assertThat(cause.span().getTraceId()).isEqualTo(poll.getTraceId());
            assertThat(cause.span().getSpanId()).isEqualTo(poll.getSpanId());
        });
    }
}
