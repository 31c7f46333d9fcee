package io.streammirror.publisher.serve;

import io.streammirror.store.ObjectStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the public site on the public port; read-only, and leaving the API to its own routes. */
@Singleton
class PublicRoutes {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    /** Answered by other routes; no mirror can be configured below them. */
    private static final List<String> ELSEWHERE = List.of("/api/", "/q/");

    private final PublicSite site;
    private final StoreClient store;
    private final FileResponder files;

    PublicRoutes(PublicSite site, Vertx vertx, ObjectStore store) {
        this.site = site;
        this.store = new StoreClient(vertx, store);
        this.files = new FileResponder(vertx, this.store);
    }

    void register(@Observes Router router) {
        router.route().handler(this::handle);
    }

    @PreDestroy
    void close() {
        store.close();
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = String.valueOf(request.path());
        if (ELSEWHERE.stream().anyMatch(path::startsWith)) {
            context.next();
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            text(request, METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", "Only GET and HEAD are served here.\n");
        } else {
            respond(request, RequestPath.parse(path).map(site::answer).orElseGet(Answer.Missing::new));
        }
    }

    private void respond(HttpServerRequest request, Answer answer) {
        if (answer instanceof Answer.Held held) {
            files.respond(request, held);
        } else if (answer instanceof Answer.Stored stored) {
            files.respond(request, stored);
        } else if (answer instanceof Answer.Page page) {
            text(request, 200, "text/html; charset=utf-8", page.html());
        } else if (answer instanceof Answer.TooEarly) {
            request.response().reset();
        } else {
            text(request, NOT_FOUND, "text/plain; charset=utf-8", "Not found.\n");
        }
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
            response.end(new InMemory(body).slice(0, body.length));
        }
    }
}
