package io.streammirror.publisher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.streammirror.service.trace.TraceParent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceCausesTest {
    private final TraceCauses causes = new TraceCauses();

    @Test
    void shouldKeepLastSpanOfEachTraceAndIgnoreUnknownCause() {
        causes.observe(cause(1, 1));
        causes.observe(cause(2, 2));
        causes.observe(TraceParent.NONE);
        causes.observe(cause(1, 3));

        assertThat(causes.take()).containsExactly(cause(2, 2), cause(1, 3));
        assertThat(causes.take()).isEmpty();
    }

    @Test
    void shouldOrderReturnedCausesBeforeNewerOnes() {
        causes.observe(cause(1, 1));
        var taken = causes.take();
        causes.observe(cause(2, 2));

        causes.putBack(taken);

        assertThat(causes.take()).containsExactly(cause(1, 1), cause(2, 2));
    }

    @Test
    void shouldForgetOldestCausesFirst() {
        IntStream.rangeClosed(1, 40).forEach(trace -> causes.observe(cause(trace, 1)));

        assertThat(causes.take()).hasSize(32).endsWith(cause(40, 1)).startsWith(cause(9, 1));
    }

    private static TraceParent cause(int trace, int span) {
        return new TraceParent(SpanContext.create(
                String.format("%032x", trace),
                String.format("%016x", span),
                TraceFlags.getSampled(),
                TraceState.getDefault()));
    }
}
