package io.streammirror.service.trace;

import io.opentelemetry.api.trace.SpanContext;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Puts the id of the trace into every log line of this thread, until closed. */
final class LogMark implements AutoCloseable {
    /** For whoever formats log lines in a way of his own. */
    static final String ID = "traceId";

    /** For our format, which cannot leave out the words around an id that is not there. */
    static final String TEXT = "trace";

    private final @Nullable Object idBefore;
    private final @Nullable Object textBefore;
    private final boolean marked;

    LogMark(SpanContext span) {
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
