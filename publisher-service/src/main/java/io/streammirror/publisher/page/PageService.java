package io.streammirror.publisher.page;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.query.ClientTurns;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for pages. Asking never blocks: pages are made on two threads, one for those that take long, and in bounded number, so
 * that documents and items never wait for them.
 */
public final class PageService implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration VALID = Duration.ofSeconds(1);
    private static final Duration HEAVY_VALID = Duration.ofSeconds(10);

    private final Set<MirrorName> mirrors;
    private final Iterable<? extends SitePage> beans;
    private final PageAssets assets = new PageAssets();
    private final PageTemplates templates = new PageTemplates();
    private final PageReads light = new PageReads("pages", VALID);
    private final ClientTurns turns = new ClientTurns();
    private final PageReads heavy = new PageReads("heavy-pages", HEAVY_VALID);
    private @Nullable Map<PageKind, SitePage> pages;

    /**
     * @param mirrors that are configured
     * @param beans looked up at the first request: serving starts before all that pages show is there
     */
    public PageService(Set<MirrorName> mirrors, Iterable<? extends SitePage> beans) {
        this.mirrors = Set.copyOf(mirrors);
        this.beans = beans;
    }

    public PageAssets assets() {
        return assets;
    }

    /** Answers the request for a page. */
    public CompletionStage<PageAnswer> page(PageRequest request) {
        SitePage page = pages().get(request.address().kind());
        boolean known = request.address().mirror().map(mirrors::contains).orElse(true);
        if (page == null || !known) {
            return missing(request);
        }
        String question = request.question();
        if (!page.isHeavy()) {
            return light.ask(question, () -> whole(request, page));
        }
        return turns.ask(request.client(), question, () -> heavy.ask(question, () -> whole(request, page)))
                .orElseGet(() -> CompletableFuture.completedFuture(heavy.otherTurn()));
    }

    /**
     * Answers with a content that the caller makes.
     *
     * @param question names the content among all that are asked for
     */
    public CompletionStage<PageAnswer> content(
            PageRequest request, String question, Optional<MirrorName> mirror, Supplier<PageContent> content) {
        return light.ask(
                request.question() + "\n" + question,
                () -> render(OK, request, content.get(), Optional.empty(), mirror, VALID));
    }

    /** Answers that there is no such page. */
    public CompletionStage<PageAnswer> missing(PageRequest request) {
        return light.ask(
                "missing\n" + request.root(), () -> notFound(request, "Nothing is published under this address."));
    }

    private PageAnswer whole(PageRequest request, SitePage page) {
        try {
            return render(
                    OK,
                    request,
                    page.content(request),
                    Optional.of(request.address()),
                    request.address().mirror(),
                    page.isHeavy() ? HEAVY_VALID : VALID);
        } catch (PageNotFoundException none) {
            return notFound(request, String.valueOf(none.getMessage()));
        }
    }

    private PageAnswer notFound(PageRequest request, String message) {
        var content = new PageContent("error", "Not found", new ErrorView("Not found", message, request.root()));
        PageFrame frame = frames().frame(request, content.title(), Optional.empty(), Optional.empty(), VALID);
        return PageAnswer.of(NOT_FOUND, templates.render(content, frame, Optional.empty()));
    }

    private PageAnswer render(
            int status,
            PageRequest request,
            PageContent content,
            Optional<PageAddress> address,
            Optional<MirrorName> mirror,
            Duration age) {
        PageFrame frame = frames().frame(request, content.title(), address, mirror, age);
        return PageAnswer.of(status, templates.render(content, frame, request.fragment()));
    }

    private PageFrames frames() {
        return new PageFrames(assets, pages().keySet());
    }

    private synchronized Map<PageKind, SitePage> pages() {
        Map<PageKind, SitePage> known = pages;
        if (known == null) {
            known = new EnumMap<>(PageKind.class);
            for (SitePage page : beans) {
                known.put(page.kind(), page);
            }
            pages = known;
        }
        return known;
    }

    @Override
    public void close() {
        light.close();
        heavy.close();
    }

    /**
     * A page about a page that is not there.
     *
     * @param root link to the front page
     */
    public record ErrorView(String title, String message, String root) {}
}
