package io.streammirror.publisher.serve;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** Answers the requests to the public port that are not for the API; read-only. */
final class PublicRoutes {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final PublicSite site;
    private final FileResponder files;
    private final PageResponder pages;
    private final ReaderWatch readers;

    PublicRoutes(PublicSite site, ItemSender items, PageResponder pages, ReaderWatch readers) {
        this.site = site;
        this.readers = readers;
        this.files = new FileResponder(items);
        this.pages = pages;
    }

    void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            RequestPath.parse(String.valueOf(request.path()))
                    .ifPresentOrElse(
                            path -> respond(request, path), () -> respond(request, new PublicResponse.Missing()));
        } else {
            request.response()
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    // A body that comes with it is not waited for.
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            text(request, METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", "Only GET and HEAD are served here.\n");
        }
    }

    private void respond(HttpServerRequest request, RequestPath path) {
        PublicResponse answer = site.answer(path);
        if (answer instanceof PublicResponse.InMemoryFile held) {
            readers.watch(request, path, held.file());
        } else if (answer instanceof PublicResponse.Stored stored) {
            readers.watch(request, path, stored.file());
        } else if (answer instanceof PublicResponse.Missing) {
            readers.watch(request, path, null);
        }
        respond(request, answer);
    }

    private void respond(HttpServerRequest request, PublicResponse answer) {
        if (answer instanceof PublicResponse.InMemoryFile held) {
            files.respond(request, held);
        } else if (answer instanceof PublicResponse.Stored stored) {
            files.respond(request, stored);
        } else if (answer instanceof PublicResponse.Page page) {
            pages.page(request, page.address());
        } else if (answer instanceof PublicResponse.DirectoryIndex listing) {
            pages.listing(request, listing);
        } else if (answer instanceof PublicResponse.Asset asset) {
            pages.asset(request, asset);
        } else if (answer instanceof PublicResponse.TooEarly) {
            request.response().reset();
        } else if (isBrowser(request)) {
            pages.missing(request);
        } else {
            text(request, NOT_FOUND, "text/plain; charset=utf-8", "Not found.\n");
        }
    }

    /** Machines get a line of text, which costs nothing. */
    private static boolean isBrowser(HttpServerRequest request) {
        return String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html");
    }

    private static void text(HttpServerRequest request, int status, String mediaType, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
