package io.streammirror.fetcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.streammirror.fetcher.source.RangeRequest;
import io.streammirror.fetcher.source.SourceRequest;
import io.streammirror.fetcher.source.SourceResponse;
import io.streammirror.service.trace.RecordedTraces;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cost of an item's bytes is visible below its fetch, without anything that must not leave the site. */
class TracedTransferTest {
    private static final URI SOURCE = URI.create("http://upstream.example/secret-path?token=secret");

    private final RecordedTraces recorded = new RecordedTraces();
    private final Traces traces = recorded.traces();

    @Test
    void shouldRecordDownloadAndStoreSpansBelowFetch() throws IOException {
        TracedReader reader = reader(null);
        var store = new TimedStore(new InMemoryObjectStore(), new SimpleMeterRegistry(), traces);

        traces.inSpan("fetch", step -> {
            try (SourceResponse answer =
                    reader.request(SOURCE, RangeRequest.WHOLE, List.of()).send()) {
                store.put("blob", ByteBuffer.wrap(answer.body().readAllBytes()), ObjectAttributes.BYTES);
            }
            return 1;
        });

        SpanData fetch = recorded.span("fetch");
        assertThat(List.of(recorded.span("download"), recorded.span("store"))).allSatisfy(range -> {
            assertThat(range.getTraceId()).isEqualTo(fetch.getTraceId());
            assertThat(range.getParentSpanId()).isEqualTo(fetch.getSpanId());
        });
        assertThat(recorded.span("download").getAttributes().get(AttributeKey.longKey("received")))
                .isEqualTo(5);
        assertThat(recorded.span("download").getAttributes().get(AttributeKey.stringKey("server.address")))
                .isEqualTo("upstream.example");
        assertThat(recorded.span("store").getAttributes().get(AttributeKey.longKey("size")))
                .isEqualTo(5);
        assertThat(recorded.spans().toString()).doesNotContain("secret");
    }

    @Test
    void shouldEndSpanWhenSourceDoesNotAnswer() {
        TracedReader reader = reader(new IOException("no answer from " + SOURCE));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        reader.request(SOURCE, RangeRequest.WHOLE, List.of()).send());

        assertThat(recorded.span("download").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(recorded.spans().toString()).doesNotContain("secret");
    }

    private TracedReader reader(@Nullable IOException problem) {
        return new TracedReader(
                (source, span, mirrors) -> new SourceRequest() {
                    @Override
                    public SourceResponse send() throws IOException {
                        if (problem != null) {
                            throw problem;
                        }
                        return new SourceResponse(
                                200,
                                OptionalLong.of(5),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ZERO,
                                Optional.empty(),
                                false,
                                new ByteArrayInputStream(new byte[5]));
                    }

                    @Override
                    public void cancel() {}
                },
                traces);
    }
}
