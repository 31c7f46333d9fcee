package io.streammirror.publisher.openapi;

import io.streammirror.publisher.query.ApiResponses;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The description of the API on the public port. */
@Path("/api/v1")
@Singleton
public class OpenApiResource {
    private final ApiDescription description = new ApiDescription();

    @GET
    @Path("openapi.yaml")
    public Response yaml(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return ApiResponses.response(description.yaml(), known);
    }

    @GET
    @Path("openapi.json")
    public Response json(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return ApiResponses.response(description.json(), known);
    }
}
