package io.streammirror.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of records are those of the example of W3C Trace Context. */
class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String GOLDEN = "00-" + TRACE + "-" + SPAN + "-01";
    private static final TraceParent CAUSE =
            new TraceParent(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault()));

    @Test
    void shouldWriteFormOfW3c() {
        Headers headers = new RecordHeaders();

        CAUSE.addTo(headers);

        assertThat(headers.toArray()).extracting(Header::key).containsExactly("traceparent");
        assertThat(text(headers)).isEqualTo(GOLDEN);
    }

    @Test
    void shouldReadFormOfW3c() {
        TraceParent read = TraceParent.of(headers(GOLDEN));

        assertThat(read.isKnown()).isTrue();
        assertThat(read.span().getTraceId()).isEqualTo(TRACE);
        assertThat(read.span().getSpanId()).isEqualTo(SPAN);
        assertThat(read.span().isSampled()).isTrue();
    }

    @Test
    void shouldReplaceParentOfRecord() {
        Headers headers = headers("00-11111111111111111111111111111111-2222222222222222-01");

        CAUSE.addTo(headers);

        assertThat(headers.toArray()).hasSize(1);
        assertThat(text(headers)).isEqualTo(GOLDEN);
    }

    @Test
    void shouldAddNothingWhenParentIsUnknown() {
        Headers headers = new RecordHeaders();

        TraceParent.NONE.addTo(headers);

        assertThat(headers.toArray()).isEmpty();
        assertThat(TraceParent.of(headers)).isEqualTo(TraceParent.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
            })
    void shouldIgnoreHeaderInOtherForm(String text) {
        assertThat(TraceParent.of(headers(text)).isKnown()).isFalse();
    }

    private static Headers headers(String traceparent) {
        return new RecordHeaders().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers) {
        return new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }
}
