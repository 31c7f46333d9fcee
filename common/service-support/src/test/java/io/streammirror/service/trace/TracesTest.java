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
    void aSpanWithinAnotherIsBelowIt() {
        traces.inSpan("outer", outer -> traces.inSpan("inner", inner -> 1));

        SpanData outer = recorded.span("outer");
        assertThat(outer.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(recorded.span("inner").getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(recorded.span("inner").getTraceId()).isEqualTo(outer.getTraceId());
    }

    @Test
    void ofSeveralCausesTheLastIsGoneOnWithAndTheOthersAreLinked() {
        Cause first = RecordedTraces.cause('1');
        Cause last = RecordedTraces.cause('2');

        traces.inSpan("publish", List.of(first, Cause.NONE, last), step -> 1);

        SpanData publish = recorded.span("publish");
        assertThat(publish.getTraceId()).isEqualTo(last.span().getTraceId());
        assertThat(publish.getParentSpanId()).isEqualTo(last.span().getSpanId());
        assertThat(publish.getLinks()).extracting(LinkData::getSpanContext).containsExactly(first.span());
    }

    @Test
    void withoutAKnownCauseATraceBegins() {
        traces.inSpan("outer", outer -> traces.inSpan("publish", List.of(Cause.NONE), step -> 1));

        assertThat(recorded.span("publish").getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(recorded.span("publish").getTraceId())
                .isNotEqualTo(recorded.span("outer").getTraceId());
    }

    @Test
    void aFailureIsToldByItsKindAndNothingElse() {
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
    void logLinesHaveTheTraceWhileItLasts() {
        traces.inSpan("outer", outer -> {
            String id = Cause.current().span().getTraceId();
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
    void tasksGoOnWithTheSpanOfWhoGaveThem() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            ExecutorService workers = traces.carriedBy(pool);

            Cause[] seen = traces.inSpan("fetch", step ->
                    new Cause[] {Cause.current(), workers.submit(Cause::current).get()});

            assertThat(seen[1]).isEqualTo(seen[0]);
            assertThat(seen[1].isKnown()).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatIsOffRecordsNothingAndPassesTheCauseOn() {
        Cause cause = RecordedTraces.cause('4');

        assertThat(Traces.OFF.<Cause, RuntimeException>inSpan("fetch", List.of(cause), step -> Cause.current()))
                .isEqualTo(cause);
        assertThat(Traces.OFF
                        .<Cause, RuntimeException>inSpan("poll", step -> Cause.current())
                        .isKnown())
                .isFalse();
        assertThat(Traces.OFF.isOn()).isFalse();
    }
}
