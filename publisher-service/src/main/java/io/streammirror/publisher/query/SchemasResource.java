package io.streammirror.publisher.query;

import io.streammirror.event.EventSchemas;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of the events on public topics, for anyone. */
@Path("/api/v1/schemas")
public class SchemasResource {
    private static final int NOT_FOUND = 404;

    /** The names of all schemas. */
    @GET
    public Response names(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return ApiResponses.response(JsonAnswer.of(Map.of("schemas", EventSchemas.names())), known);
    }

    /** One schema by its name, such as {@code tree-published.v1}; 404 when there is none. */
    @GET
    @Path("/{name}")
    public Response schema(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return ApiResponses.response(
                EventSchemas.open(name)
                        .map(SchemasResource::content)
                        .map(JsonAnswer::immutable)
                        .orElseGet(() -> JsonAnswer.problem(
                                NOT_FOUND, "there is no such schema; GET /api/v1/schemas lists all")),
                known);
    }

    private static byte[] content(InputStream schema) {
        try (schema) {
            return schema.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a schema in the jar cannot be read", e);
        }
    }
}
