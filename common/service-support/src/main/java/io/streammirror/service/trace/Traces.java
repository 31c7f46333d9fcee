package io.streammirror.service.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Records spans of the work at the edges of a service, so that one upstream state can be followed from the poll to the
 * publication. Without an export it only runs the work and passes trace parents on.
 *
 * <p>Safe for use by many threads.
 */
public final class Traces {
    /** Records nothing. */
    public static final Traces OFF = new Traces(OpenTelemetry.noop(), false);

    private static final String SCOPE = "io.streammirror";

    private final Tracer tracer;
    private final boolean on;

    private Traces(OpenTelemetry telemetry, boolean on) {
        this.tracer = telemetry.getTracer(SCOPE);
        this.on = on;
    }

    /** Records spans with an SDK. */
    public static Traces of(OpenTelemetry telemetry) {
        return new Traces(telemetry, true);
    }

    /** The work of a span. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run(TraceSpan span) throws X;
    }

    /** Whether spans are recorded; if not, code that only serves them can be skipped. */
    public boolean isOn() {
        return on;
    }

    /** Runs work as a child of this thread's current span, or as the root of a new trace. */
    public <T extends @Nullable Object, X extends Exception> T inSpan(String name, Work<T, X> work) throws X {
        return run(tracer.spanBuilder(name).startSpan(), work);
    }

    /**
     * Runs work as a child of the last of several parents, with links to the others.
     *
     * @param parents from the first to the last; unknown ones are ignored
     */
    public <T extends @Nullable Object, X extends Exception> T inSpan(
            String name, List<TraceParent> parents, Work<T, X> work) throws X {
        SpanBuilder builder = tracer.spanBuilder(name).setNoParent();
        List<TraceParent> known = parents.stream().filter(TraceParent::isKnown).toList();
        if (!known.isEmpty()) {
            int last = known.size() - 1;
            builder.setParent(known.get(last).context());
            known.subList(0, last).forEach(parent -> builder.addLink(parent.span()));
        }
        return run(builder.startSpan(), work);
    }

    /** Begins a child of this thread's current span; the caller ends it, on any thread. */
    public TraceSpan begin(String name) {
        return new TraceSpan(tracer.spanBuilder(name).startSpan());
    }

    /** An executor whose tasks have the current span of the thread that submitted them. */
    public ExecutorService carriedBy(ExecutorService executor) {
        return on ? Context.taskWrapping(executor) : executor;
    }

    @SuppressWarnings("try") // scope and log context exist to be closed
    private static <T extends @Nullable Object, X extends Exception> T run(Span span, Work<T, X> work) throws X {
        var current = new TraceSpan(span);
        try (Scope scope = span.makeCurrent();
                TraceLogContext logged = new TraceLogContext(span.getSpanContext())) {
            return work.run(current);
        } catch (Throwable e) {
            current.failed(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
