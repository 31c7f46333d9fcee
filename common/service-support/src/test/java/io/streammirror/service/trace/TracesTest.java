package io.streammirror.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class TracesTest {
    private final RecordedTraces recorded = new RecordedTraces();
    private final Traces traces = recorded.traces();

    @Test
    void shouldMakeInnerSpanChildOfOuter() {
        traces.inSpan("outer", outer -> traces.inSpan("inner", inner -> 1));

        SpanData outer = recorded.span("outer");
        assertThat(outer.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(recorded.span("inner").getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(recorded.span("inner").getTraceId()).isEqualTo(outer.getTraceId());
    }

    @Test
    void shouldContinueLastParentAndLinkOthers() {
        TraceParent first = RecordedTraces.cause('1');
        TraceParent last = RecordedTraces.cause('2');

        traces.inSpan("publish", List.of(first, TraceParent.NONE, last), step -> 1);

        SpanData publish = recorded.span("publish");
        assertThat(publish.getTraceId()).isEqualTo(last.span().getTraceId());
        assertThat(publish.getParentSpanId()).isEqualTo(last.span().getSpanId());
        assertThat(publish.getLinks()).extracting(LinkData::getSpanContext).containsExactly(first.span());
    }

    @Test
    void shouldBeginTraceWhenParentIsUnknown() {
        traces.inSpan("outer", outer -> traces.inSpan("publish", List.of(TraceParent.NONE), step -> 1));

        assertThat(recorded.span("publish").getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(recorded.span("publish").getTraceId())
                .isNotEqualTo(recorded.span("outer").getTraceId());
    }

    @Test
    void shouldRecordOnlyClassOfFailure() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> traces.inSpan("download", step -> {
                    throw new IOException("https://user:secret@upstream.example/?token=secret");
                }));

        SpanData download = recorded.span("download");
        assertThat(download.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(download.getStatus().getDescription()).isEqualTo("IOException");
        assertThat(download.toString()).doesNotContain("secret");
    }

    @Test
    void shouldAddTraceIdToLogLinesDuringSpan() {
        traces.inSpan("outer", outer -> {
            String id = TraceParent.current().span().getTraceId();
            assertThat(MDC.get("traceId")).isEqualTo(id);
            traces.inSpan("other", List.of(RecordedTraces.cause('3')), other -> {
                assertThat(MDC.get("traceId")).isEqualTo("3".repeat(32));
                return 1;
            });
            assertThat(MDC.get("traceId")).isEqualTo(id);
            assertThat(MDC.get("trace")).isEqualTo(" traceId=" + id);
            return 1;
        });

        assertThat(MDC.get("traceId")).isNull();
        assertThat(MDC.get("trace")).isNull();
    }

    @Test
    void shouldRunTasksInSpanOfSubmitter() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            ExecutorService workers = traces.carriedBy(pool);

            TraceParent[] seen = traces.inSpan("fetch", step -> new TraceParent[] {
                TraceParent.current(), workers.submit(TraceParent::current).get()
            });

            assertThat(seen[1]).isEqualTo(seen[0]);
            assertThat(seen[1].isKnown()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldPassParentOnWhenTracesAreOff() {
        TraceParent cause = RecordedTraces.cause('4');

        assertThat(Traces.OFF.<TraceParent, RuntimeException>inSpan(
                        "fetch", List.of(cause), step -> TraceParent.current()))
                .isEqualTo(cause);
        assertThat(Traces.OFF
                        .<TraceParent, RuntimeException>inSpan("poll", step -> TraceParent.current())
                        .isKnown())
                .isFalse();
        assertThat(Traces.OFF.isOn()).isFalse();
    }
}
