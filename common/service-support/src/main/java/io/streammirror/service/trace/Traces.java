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
 * Makes spans of the work at the edges of a service, so that what happens to one upstream state can be followed from the poll to the
 * publication. Where traces are not exported it only runs the work and passes causes on.
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

    /** Records spans with this. */
    public static Traces of(OpenTelemetry telemetry) {
        return new Traces(telemetry, true);
    }

    /** Work that is a span. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run(Step step) throws X;
    }

    /** Whether spans are recorded; if not, what exists for their sake alone can be left out. */
    public boolean isOn() {
        return on;
    }

    /** Runs work as a span: below the one that this thread is at, else the first of a new trace. */
    public <T extends @Nullable Object, X extends Exception> T inSpan(String name, Work<T, X> work) throws X {
        return run(tracer.spanBuilder(name).startSpan(), work);
    }

    /**
     * Runs work as a span that others led to: it goes on with the trace of the last of them, and is linked to the rest.
     *
     * @param causes from the first to the last; unknown ones are passed over
     */
    public <T extends @Nullable Object, X extends Exception> T inSpan(String name, List<Cause> causes, Work<T, X> work)
            throws X {
        SpanBuilder builder = tracer.spanBuilder(name).setNoParent();
        List<Cause> known = causes.stream().filter(Cause::isKnown).toList();
        if (!known.isEmpty()) {
            int last = known.size() - 1;
            builder.setParent(known.get(last).context());
            known.subList(0, last).forEach(cause -> builder.addLink(cause.span()));
        }
        return run(builder.startSpan(), work);
    }

    /** Begins a span below the one that this thread is at, which the caller ends, on whatever thread. */
    public Step begin(String name) {
        return new Step(tracer.spanBuilder(name).startSpan());
    }

    /** An executor whose tasks go on with the span of whoever gave them to it. */
    public ExecutorService carriedBy(ExecutorService executor) {
        return on ? Context.taskWrapping(executor) : executor;
    }

    @SuppressWarnings("try") // scope and mark are there to be closed
    private static <T extends @Nullable Object, X extends Exception> T run(Span span, Work<T, X> work) throws X {
        var step = new Step(span);
        try (Scope scope = span.makeCurrent();
                LogMark mark = new LogMark(span.getSpanContext())) {
            return work.run(step);
        } catch (Throwable e) {
            step.failed(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
