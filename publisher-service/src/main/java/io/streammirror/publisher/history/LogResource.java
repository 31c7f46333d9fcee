package io.streammirror.publisher.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogHead;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the log, byte for byte as they are stored, so that a reader can check the chain of their hashes without trusting this
 * process. They hold what was decided and why, and no secret.
 */
@Path("/api/v1/log")
public class LogResource {
    private final DecisionLog log;

    LogResource(DecisionLog log) {
        this.log = log;
    }

    /** Where the log ends now. */
    @GET
    @Path("head")
    @Produces(MediaType.APPLICATION_JSON)
    public Response head() {
        LogHead head = log.head();
        @Nullable String hash = head.hash() == null ? null : head.hash().hex();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sequence", head.sequence())
                .put("sha256", hash);
        return Response.ok(json.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** One entry; it never changes. */
    @GET
    @Path("{sequence: [0-9]{1,18}}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response entry(@PathParam("sequence") long sequence) {
        return log.raw(sequence)
                .map(bytes ->
                        Response.ok(bytes).header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable"))
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND)
                        .entity("{\"error\":\"the log has no entry " + sequence + "\"}")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .build();
    }
}
