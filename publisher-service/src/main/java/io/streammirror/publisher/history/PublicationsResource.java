package io.streammirror.publisher.history;

import io.streammirror.publisher.query.ApiResponses;
import io.streammirror.publisher.query.BoundedReads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The publications that a mirror keeps, and what differs between two of them, for the public.
 *
 * <p>A difference takes the documents of two publications from the store and parses them. So one is computed at a time,
 * and the same one once in {@value #VALID_SECONDS} seconds.
 */
@Path("/api/v1")
@Singleton
public class PublicationsResource {
    private static final int VALID_SECONDS = 10;
    private static final int LISTS_VALID_SECONDS = 2;

    private final MirrorHistory history;
    private final BoundedReads differences = new BoundedReads("public-diff", Duration.ofSeconds(VALID_SECONDS));
    private final BoundedReads lists = new BoundedReads("public-history", Duration.ofSeconds(LISTS_VALID_SECONDS));

    PublicationsResource(MirrorHistory history) {
        this.history = history;
    }

    @PreDestroy
    void stop() {
        differences.close();
        lists.close();
    }

    /** All that are kept, the live one first. */
    @GET
    @Path("mirrors/{mirror}/publications")
    public CompletionStage<Response> publications(
            @PathParam("mirror") String name,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return lists.ask(name + " " + after + " " + limit, () -> history.publications(name, after, limit))
                .thenApply(answer -> ApiResponses.response(answer, known));
    }

    /** The difference of two publications; see {@link MirrorHistory#difference}. */
    @GET
    @Path("mirrors/{mirror}/diff")
    public CompletionStage<Response> difference(
            @PathParam("mirror") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return differences
                .ask(name + " " + from + " " + to, () -> history.difference(name, from, to))
                .thenApply(answer -> ApiResponses.response(answer, known));
    }
}
