package io.streammirror.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers a request for a file: validators, conditions and ranges by RFC 9110, then the bytes. */
final class FileResponder {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ItemSender items;

    FileResponder(ItemSender items) {
        this.items = items;
    }

    void respond(HttpServerRequest request, PublicResponse.InMemoryFile answer) {
        respond(request, answer.file(), part -> {
            // A tree that was replaced a moment ago may have freed its documents; the store still has them.
            if (!DocumentSender.send(answer.bytes(), part, request)) {
                items.send(answer.file(), part, request);
            }
        });
    }

    void respond(HttpServerRequest request, PublicResponse.Stored answer) {
        ServedFile file = answer.file();
        respond(request, file, part -> items.send(file, part, request));
    }

    private void respond(HttpServerRequest request, ServedFile file, Body body) {
        HttpServerResponse response = request.response();
        Validators validators = file.validators();
        response.putHeader(HttpHeaders.ETAG, validators.etag())
                .putHeader(HttpHeaders.LAST_MODIFIED, validators.lastModified())
                .putHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl())
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        switch (evaluate(request, validators)) {
            case NOT_MODIFIED -> response.setStatusCode(NOT_MODIFIED).end();
            case FAILED -> empty(response, PRECONDITION_FAILED);
            case PROCEED -> proceed(request, file, range(request, file), body);
        }
    }

    private static void proceed(HttpServerRequest request, ServedFile file, ByteRange range, Body body) {
        HttpServerResponse response = request.response();
        if (range instanceof ByteRange.Unsatisfiable) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
            empty(response, RANGE_NOT_SATISFIABLE);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        if (range instanceof ByteRange.Part part) {
            response.setStatusCode(PARTIAL_CONTENT)
                    .putHeader(HttpHeaders.CONTENT_RANGE, part.contentRange(file.size()));
            send(request, part, body);
        } else {
            response.setStatusCode(OK);
            send(request, new ByteRange.Part(0, file.size() - 1), body);
        }
    }

    private static void send(HttpServerRequest request, ByteRange.Part part, Body body) {
        long length = part.last() - part.first() + 1;
        request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        if (request.method().equals(HttpMethod.HEAD) || length == 0) {
            request.response().end();
        } else {
            body.send(part);
        }
    }

    private static Validators.ConditionResult evaluate(HttpServerRequest request, Validators validators) {
        return validators.evaluate(
                request.getHeader(HttpHeaders.IF_MATCH),
                request.getHeader(HttpHeaderNames.IF_UNMODIFIED_SINCE),
                request.getHeader(HttpHeaders.IF_NONE_MATCH),
                request.getHeader(HttpHeaders.IF_MODIFIED_SINCE));
    }

    /** Ranges are for GET alone, and only of the state that the client has a part of. */
    private static ByteRange range(HttpServerRequest request, ServedFile file) {
        return request.method().equals(HttpMethod.GET)
                        && file.validators().allowsRange(request.getHeader(HttpHeaderNames.IF_RANGE))
                ? ByteRange.of(request.getHeader(HttpHeaderNames.RANGE), file.size())
                : ByteRange.WHOLE;
    }

    private static void empty(HttpServerResponse response, int status) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    /** Sends a part of the bytes and ends the response. */
    @FunctionalInterface
    private interface Body {
        void send(ByteRange.Part part);
    }
}
