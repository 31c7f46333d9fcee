package io.streammirror.publisher.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageAnswer;
import io.streammirror.publisher.page.PageService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends pages, which are made on other threads, and the files that they load. */
final class PageResponder {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** Pages load their own files and nothing else, and no other site may show them in a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String ASK_EACH_TIME = "no-cache";
    private static final String CACHE_FOR_EVER = "public, max-age=31536000, immutable";

    private final Vertx vertx;
    private final PageService pages;
    private final Audience audience;
    private final SharedPages shared = new SharedPages();

    PageResponder(Vertx vertx, PageService pages, Audience audience) {
        this.vertx = vertx;
        this.pages = pages;
        this.audience = audience;
    }

    void page(HttpServerRequest request, PageAddress address) {
        answer(request, pages.page(PageRequests.of(request, audience, address)));
    }

    void listing(HttpServerRequest request, PublicResponse.DirectoryIndex listing) {
        var page = PageRequests.of(request, audience, PageAddress.FRONT);
        answer(
                request,
                pages.content(
                        page,
                        listing.question(),
                        Optional.of(listing.mirror().name()),
                        () -> DirectoryPage.content(page, listing)));
    }

    void missing(HttpServerRequest request) {
        answer(request, pages.missing(PageRequests.of(request, audience, PageAddress.FRONT)));
    }

    void asset(HttpServerRequest request, PublicResponse.Asset asset) {
        HttpServerResponse response = harmless(request)
                .setStatusCode(OK)
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.file().mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, CACHE_FOR_EVER);
        send(request, response, asset.file().bytes());
    }

    private void answer(HttpServerRequest request, CompletionStage<PageAnswer> answer) {
        Context context = vertx.getOrCreateContext();
        answer.whenComplete((page, failure) -> context.runOnContext(now -> {
            if (!request.response().closed()) {
                send(request, page);
            }
        }));
    }

    private void send(HttpServerRequest request, PageAnswer page) {
        HttpServerResponse response = harmless(request)
                .putHeader(HttpHeaders.CONTENT_TYPE, PageAnswer.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer");
        if (page.status() == OK) {
            response.putHeader(HttpHeaders.ETAG, page.etag());
            if (page.etag().equals(request.getHeader(HttpHeaderNames.IF_NONE_MATCH))) {
                response.setStatusCode(NOT_MODIFIED).end();
                return;
            }
        }
        response.setStatusCode(page.status());
        if (request.method().equals(HttpMethod.HEAD)) {
            send(request, response, page.body());
        } else {
            shared.send(page, request);
        }
    }

    private static HttpServerResponse harmless(HttpServerRequest request) {
        return request.response().putHeader("X-Content-Type-Options", "nosniff");
    }

    private static void send(HttpServerRequest request, HttpServerResponse response, byte[] body) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
