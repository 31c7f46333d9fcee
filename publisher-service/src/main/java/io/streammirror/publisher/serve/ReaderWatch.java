package io.streammirror.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.streammirror.publisher.http.AnswerListener;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.readers.ReaderRequest;
import io.streammirror.service.trace.TraceSpan;
import io.streammirror.service.trace.Traces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what is answered to whom, once the response has ended, and records it as a span if that is wanted. */
final class ReaderWatch {
    /** More does not distinguish clients. */
    private static final int MAX_AGENT = 256;

    private final ReaderIntake intake;
    private final Clock clock;
    private final Traces traces;

    /** @param traces of requests; {@link Traces#OFF} for none */
    ReaderWatch(ReaderIntake intake, Clock clock, Traces traces) {
        this.intake = intake;
        this.clock = clock;
        this.traces = traces;
    }

    /** @param file that the path names; null where it names none */
    void watch(HttpServerRequest request, RequestPath path, @Nullable ServedFile file) {
        if (request.method().equals(HttpMethod.GET)) {
            // A client cannot choose the parent: then strangers could decide what is exported.
            Optional<TraceSpan> span = traces.isOn() ? Optional.of(traces.begin("serve")) : Optional.empty();
            AnswerListener.listen(request.connection(), whole -> {
                intake.offer(answered(request, path, file, whole));
                span.ifPresent(open -> end(open, request, file, whole));
            });
        }
    }

    private static void end(TraceSpan span, HttpServerRequest request, @Nullable ServedFile file, boolean whole) {
        span.attribute("http.response.status_code", request.response().getStatusCode());
        span.attribute("whole", String.valueOf(whole));
        if (file != null) {
            span.attribute("sha256", file.sha256().hex());
            span.attribute("size", file.size());
        }
        span.end();
    }

    private ReaderRequest answered(
            HttpServerRequest request, RequestPath path, @Nullable ServedFile file, boolean whole) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        String range = request.response().headers().get(HttpHeaderNames.CONTENT_RANGE);
        return new ReaderRequest(
                request.remoteAddress().hostAddress(),
                agent == null ? "" : agent.substring(0, Math.min(agent.length(), MAX_AGENT)),
                path.value(),
                request.response().getStatusCode(),
                whole,
                range == null || (file != null && range.endsWith("-" + (file.size() - 1) + "/" + file.size())),
                file == null ? null : file.sha256(),
                clock.instant());
    }
}
