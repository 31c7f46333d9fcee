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

/** What travels in the headers of records is what W3C Trace Context says, in its own example. */
class CauseTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String GOLDEN = "00-" + TRACE + "-" + SPAN + "-01";
    private static final Cause CAUSE =
            new Cause(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault()));

    @Test
    void isWrittenAsW3cSays() {
        Headers headers = new RecordHeaders();

        CAUSE.addTo(headers);

        assertThat(headers.toArray()).extracting(Header::key).containsExactly("traceparent");
        assertThat(text(headers)).isEqualTo(GOLDEN);
    }

    @Test
    void isReadAsW3cSays() {
        Cause read = Cause.of(headers(GOLDEN));

        assertThat(read.isKnown()).isTrue();
        assertThat(read.span().getTraceId()).isEqualTo(TRACE);
        assertThat(read.span().getSpanId()).isEqualTo(SPAN);
        assertThat(read.span().isSampled()).isTrue();
    }

    @Test
    void aRecordHasOneCauseOnly() {
        Headers headers = headers("00-11111111111111111111111111111111-2222222222222222-01");

        CAUSE.addTo(headers);

        assertThat(headers.toArray()).hasSize(1);
        assertThat(text(headers)).isEqualTo(GOLDEN);
    }

    @Test
    void noCauseAddsNothing() {
        Headers headers = new RecordHeaders();

        Cause.NONE.addTo(headers);

        assertThat(headers.toArray()).isEmpty();
        assertThat(Cause.of(headers)).isEqualTo(Cause.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
            })
    void whatIsNoCauseIsPassedOver(String text) {
        assertThat(Cause.of(headers(text)).isKnown()).isFalse();
    }

    private static Headers headers(String traceparent) {
        return new RecordHeaders().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers) {
        return new String(headers.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }
}
