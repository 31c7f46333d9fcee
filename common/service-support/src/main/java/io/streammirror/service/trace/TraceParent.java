package io.streammirror.service.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The parent span of some work, perhaps in another process. The Kafka headers {@code traceparent} and {@code tracestate} carry it, in the
 * form of W3C Trace Context.
 *
 * @param span invalid when the parent is unknown
 */
public record TraceParent(SpanContext span) {
    public static final TraceParent NONE = new TraceParent(SpanContext.getInvalid());

    /** The current span of this thread. */
    public static TraceParent current() {
        return new TraceParent(Span.current().getSpanContext());
    }

    /** The parent in a record's headers; {@link #NONE} without one, or one in another form. */
    public static TraceParent of(Headers headers) {
        Context sent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Reader());
        return new TraceParent(Span.fromContext(sent).getSpanContext());
    }

    public boolean isKnown() {
        return span.isValid();
    }

    /** Adds this parent to the headers of a record; an unknown one adds nothing. */
    public void addTo(Headers headers) {
        W3CTraceContextPropagator.getInstance().inject(context(), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    Context context() {
        return Context.root().with(Span.wrap(span));
    }

    private static final class Reader implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers carrier) {
            return Arrays.stream(carrier.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String name) {
            Header header = carrier == null ? null : carrier.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
