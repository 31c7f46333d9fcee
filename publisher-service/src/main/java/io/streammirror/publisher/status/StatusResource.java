package io.streammirror.publisher.status;

import io.streammirror.publisher.query.ApiResponses;
import io.streammirror.publisher.query.BoundedReads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The state of every mirror for the public, at most a second old. */
@Path("/api/v1/status")
@Singleton
public class StatusResource {
    private static final Duration VALID = Duration.ofSeconds(1);

    private final CurrentStatus status;
    private final BoundedReads reads = new BoundedReads("public-status", VALID);

    StatusResource(CurrentStatus status) {
        this.status = status;
    }

    @PreDestroy
    void stop() {
        reads.close();
    }

    @GET
    public CompletionStage<Response> status(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return reads.ask("", () -> StatusAnswer.of(PublicStatus.of(status.report())))
                .thenApply(answer -> ApiResponses.response(answer, known));
    }
}
