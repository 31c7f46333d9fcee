package io.streammirror.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.streammirror.publisher.http.AnswerListener;
import io.streammirror.publisher.readers.ReaderIntake;
import io.streammirror.publisher.readers.ReaderRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Notes what is answered to whom, once the response has ended. */
final class ReaderWatch {
    /** More does not distinguish clients. */
    private static final int MAX_AGENT = 256;

    private final ReaderIntake intake;
    private final Clock clock;

    ReaderWatch(ReaderIntake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** @param file that the path names; null where it names none */
    void watch(HttpServerRequest request, RequestPath path, @Nullable ServedFile file) {
        if (request.method().equals(HttpMethod.GET)) {
            AnswerListener.listen(request.connection(), whole -> intake.offer(answered(request, path, file, whole)));
        }
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
