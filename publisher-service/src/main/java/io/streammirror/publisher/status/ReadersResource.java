package io.streammirror.publisher.status;

import io.streammirror.publisher.query.ApiResponses;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many readers of each mirror are in each state, for the public; no address and nothing else of a reader. */
@Path("/api/v1/readers")
@Singleton
public class ReadersResource {
    private final ReaderCensus census;

    ReadersResource(ReaderCensus census) {
        this.census = census;
    }

    @GET
    public Response readers(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return ApiResponses.response(ReaderRoutes.answer(census.last(), List.of(), null), known);
    }
}
