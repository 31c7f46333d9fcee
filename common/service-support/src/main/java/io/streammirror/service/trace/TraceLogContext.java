package io.streammirror.service.trace;

import io.opentelemetry.api.trace.SpanContext;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Adds the trace id to every log line of this thread, until closed. */
final class TraceLogContext implements AutoCloseable {
    /** The key for other log formats. */
    static final String ID = "traceId";

    /** The key of our format, with the words around the id, because the format cannot omit them without an id. */
    static final String TEXT = "trace";

    private final @Nullable Object idBefore;
    private final @Nullable Object textBefore;
    private final boolean marked;

    TraceLogContext(SpanContext span) {
        marked = span.isValid();
        idBefore = marked ? MDC.get(ID) : null;
        textBefore = marked ? MDC.get(TEXT) : null;
        if (marked) {
            MDC.put(ID, span.getTraceId());
            MDC.put(TEXT, " traceId=" + span.getTraceId());
        }
    }

    @Override
    public void close() {
        if (marked) {
            restore(ID, idBefore);
            restore(TEXT, textBefore);
        }
    }

    private static void restore(String key, @Nullable Object before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }
}
