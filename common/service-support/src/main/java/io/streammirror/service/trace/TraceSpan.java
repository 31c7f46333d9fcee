package io.streammirror.service.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * An open span. Traces leave the site, so attributes are names from the configuration, sizes, hashes and fixed words; never a URL or a
 * message, which may contain a secret.
 */
public final class TraceSpan {
    private final Span span;

    TraceSpan(Span span) {
        this.span = span;
    }

    /** The current span of this thread; without one, attributes are dropped. */
    public static TraceSpan current() {
        return new TraceSpan(Span.current());
    }

    public void attribute(String name, String value) {
        span.setAttribute(name, value);
    }

    public void attribute(String name, long value) {
        span.setAttribute(name, value);
    }

    /** Marks the span as failed, with the class of the problem only. */
    public void failed(Throwable problem) {
        span.setStatus(StatusCode.ERROR, problem.getClass().getSimpleName());
    }

    /** Ends a span of {@link Traces#begin}; the others end by themselves. */
    public void end() {
        span.end();
    }
}
