package io.streammirror.publisher.serve;

import io.quarkus.vertx.http.ManagementInterface;
import io.streammirror.publisher.page.Audience;
import io.streammirror.publisher.page.LoadedAsset;
import io.streammirror.publisher.page.PageAddress;
import io.streammirror.publisher.page.PageService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The same pages on the management port, for operators: with names of people, reasons and addresses. */
@Singleton
final class ManagementPages {
    private final Instance<PageService> pages;
    private final Vertx vertx;

    /** @param pages looked up at the first request: routes are made before the store is connected */
    ManagementPages(Instance<PageService> pages, Vertx vertx) {
        this.pages = pages;
        this.vertx = vertx;
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    void register(Router router) {
        router.get("/").handler(request -> respond(request.request()));
        router.get(PageAddress.BASE + "*").handler(request -> respond(request.request()));
    }

    private void respond(HttpServerRequest request) {
        PageService service = pages.get();
        var responder = new PageResponder(vertx, service, Audience.OPERATORS);
        Optional<String> path =
                RequestPath.parse(String.valueOf(request.path())).map(RequestPath::value);
        Optional<LoadedAsset> asset = path.flatMap(service.assets()::at);
        Optional<PageAddress> page = path.flatMap(PageAddress::parse);
        if (asset.isPresent()) {
            responder.asset(request, new PublicResponse.Asset(asset.get()));
        } else if (page.isPresent()) {
            responder.page(request, page.get());
        } else {
            responder.missing(request);
        }
    }
}
