package io.streammirror.publisher.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Sends answers over HTTP, and 304 to clients that have them already. */
public final class ApiResponses {
    private static final int NOT_MODIFIED = 304;

    private ApiResponses() {}

    /** The response of a resource of the public port. */
    public static Response response(JsonAnswer answer, @Nullable String ifNoneMatch) {
        boolean known = answer.matches(ifNoneMatch);
        Response.ResponseBuilder response = Response.status(known ? NOT_MODIFIED : answer.status())
                .header("Cache-Control", answer.cacheControl())
                .header("ETag", answer.etag());
        return known
                ? response.build()
                : response.entity(answer.body()).type(answer.mediaType()).build();
    }

    /** Answers a request of the management port. */
    public static void send(HttpServerRequest request, JsonAnswer answer) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.CACHE_CONTROL, answer.cacheControl());
        if (answer.etag() != null) {
            response.putHeader(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.matches(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(NOT_MODIFIED).end();
        } else {
            response.setStatusCode(answer.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType())
                    .end(Buffer.buffer(answer.body()));
        }
    }
}
