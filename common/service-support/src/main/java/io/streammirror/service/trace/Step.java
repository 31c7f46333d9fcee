package io.streammirror.service.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/**
 * A span under way, to be told what is known of it. Traces leave the site, so what is told is names of the configuration, sizes, hashes and
 * fixed words; never a URL or a message, which may hold a secret.
 */
public final class Step {
    private final Span span;

    Step(Span span) {
        this.span = span;
    }

    /** What this thread is at; where that is nothing, or nothing is recorded, whatever is told is lost. */
    public static Step current() {
        return new Step(Span.current());
    }

    public void note(String name, String value) {
        span.setAttribute(name, value);
    }

    public void note(String name, long value) {
        span.setAttribute(name, value);
    }

    /** It did not work; of the problem only its kind is told. */
    public void failed(Throwable problem) {
        span.setStatus(StatusCode.ERROR, problem.getClass().getSimpleName());
    }

    /** For a step that {@link Traces#begin} has begun; the others end by themselves. */
    public void end() {
        span.end();
    }
}
