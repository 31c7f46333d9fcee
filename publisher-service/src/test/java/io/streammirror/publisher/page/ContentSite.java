package io.streammirror.publisher.page;

import static io.streammirror.publisher.Trees.MIRROR;

import io.streammirror.publisher.page.images.ImagesPage;
import io.streammirror.publisher.page.images.MirrorImages;
import io.streammirror.publisher.page.images.ProductPage;
import io.streammirror.publisher.page.playground.NotSelectedPage;
import io.streammirror.publisher.page.playground.Playground;
import io.streammirror.publisher.page.playground.PlaygroundPage;
import io.streammirror.publisher.page.storage.StorageMeter;
import io.streammirror.publisher.page.storage.StoragePage;
import io.streammirror.publisher.sweep.Sweeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of what a mirror contains, on a mirror in memory. */
public final class ContentSite {
    public final PublishedMirror mirror;
    public final StorageMeter meter;
    public final List<SitePage> pages;

    public ContentSite(PublishedMirror mirror) {
        this.mirror = mirror;
        this.meter = StorageMeter.of(
                mirror.site(),
                mirror.state,
                mirror,
                mirror.store,
                new Sweeper(mirror.log, mirror.store, Duration.ofDays(2), mirror.clock),
                mirror.log,
                mirror.clock);
        var images = new MirrorImages(mirror.site(), mirror.state, mirror);
        var playground = new Playground(mirror.site(), mirror, mirror.store);
        this.pages = List.of(
                new ImagesPage(images, mirror.clock),
                new ProductPage(images, mirror.site()),
                new NotSelectedPage(playground),
                new PlaygroundPage(playground, mirror.site()),
                new StoragePage(meter));
    }

    /** What answers requests for the pages; the caller closes it. */
    PageService service() {
        return new PageService(mirror.site().mirrors().keySet(), pages);
    }

    /** The answer to a request of the public. */
    public PageAnswer ask(PageKind kind, Map<String, String> query) {
        try (PageService service = service()) {
            return ask(service, kind, query);
        }
    }

    static PageAnswer ask(PageService service, PageKind kind, Map<String, String> query) {
        var address = new PageAddress(kind, kind.ofMirror() ? Optional.of(MIRROR) : Optional.empty());
        return service.page(new PageRequest(
                        Audience.PUBLIC,
                        address,
                        new TreeMap<>(query),
                        "../",
                        "http://mirror.example:8080",
                        "127.0.0.1"))
                .toCompletableFuture()
                .join();
    }

    public String html(PageKind kind, Map<String, String> query) {
        return new String(ask(kind, query).body(), StandardCharsets.UTF_8);
    }
}
