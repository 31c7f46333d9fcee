package io.streammirror.service.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Traces that stay in memory, for tests of what they say. */
public final class RecordedTraces {
    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Traces traces = Traces.of(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build());

    public Traces traces() {
        return traces;
    }

    /** Those that have ended. */
    public List<SpanData> spans() {
        return exported.getFinishedSpanItems();
    }

    /** The first of this name that has ended. */
    public SpanData span(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A span elsewhere, whose ids are of this hexadecimal digit alone. */
    public static Cause cause(char digit) {
        return new Cause(SpanContext.createFromRemoteParent(
                String.valueOf(digit).repeat(32),
                String.valueOf(digit).repeat(16),
                TraceFlags.getSampled(),
                TraceState.getDefault()));
    }
}
