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
 * The span that led to something, perhaps in another process: what travels in the headers {@code traceparent} and {@code tracestate} of
 * a Kafka record, as W3C Trace Context writes them.
 *
 * @param span invalid when nothing is known of one
 */
public record Cause(SpanContext span) {
    public static final Cause NONE = new Cause(SpanContext.getInvalid());

    /** What this thread is at. */
    public static Cause current() {
        return new Cause(Span.current().getSpanContext());
    }

    /** What a record was sent for; {@link #NONE} when it does not say, or not in the form of W3C. */
    public static Cause of(Headers headers) {
        Context sent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, new Reader());
        return new Cause(Span.fromContext(sent).getSpanContext());
    }

    public boolean isKnown() {
        return span.isValid();
    }

    /** Has a record say it; one without a cause stays as it is. */
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
