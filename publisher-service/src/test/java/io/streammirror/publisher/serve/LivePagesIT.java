package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.streammirror.api.StatusReport;
import io.streammirror.publisher.eventstream.EventKind;
import io.streammirror.publisher.page.SampleMirrors;
import io.streammirror.publisher.page.SampleSiteState;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.serve.BrowserPages.Appearance;
import io.streammirror.publisher.switchover.PublishedHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages in a browser that follow the events of the mirror, and poll while there are none. */
class LivePagesIT {
    private static final String MIRROR = PublishedHistory.NAME.value();
    private static final String PAGE_OF_MIRROR = "/ui/mirrors/" + MIRROR;

    /** Notes what made the page ask for a part: {@code refresh} is an event, {@code poll} the clock. */
    private static final String NOTE_CAUSES =
            "window.causes = []; document.addEventListener('htmx:beforeOnLoad', event => {"
                    + " const cause = event.detail.requestConfig.triggeringEvent; causes.push(cause ? cause.type : 'poll'); })";

    private static BrowserPages browser;

    private final SampleSiteState calm = SampleSiteState.of(List.of(SampleMirrors.upToDate(MIRROR)), List.of());
    private final AtomicReference<StatusReport> status = new AtomicReference<>(calm.report());
    private PublicServer server;

    @BeforeAll
    static void startBrowser() {
        Optional<Path> chromium = BrowserPages.chromium();
        assumeTrue(chromium.isPresent(), "Debian's package chromium");
        browser = new BrowserPages(chromium.get());
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        List<SitePage> pages = Stream.concat(calm.pages(status::get).stream(), Stream.of(new PublishedHistory().page()))
                .toList();
        server = new PublicServer(Set.of(PublishedHistory.NAME), pages);
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Page open(String path) {
        Page page = browser.open("http://127.0.0.1:" + server.port() + path, Appearance.LIGHT, true);
        page.evaluate(NOTE_CAUSES);
        awaitStreams(1);
        return page;
    }

    private void awaitStreams(int count) {
        await().untilAsserted(() -> assertThat(server.events().open()).isEqualTo(count));
    }

    private void become(String mirror) {
        status.set(SampleSiteState.of(List.of(mirror), List.of()).report());
    }

    private void publish(EventKind kind, String mirror) {
        server.events().publish(kind, mirror, Map.of("mirror", mirror));
    }

    private static void awaitWords(Page page, String words) {
        page.waitForCondition(() -> page.locator("#live").innerText().contains(words));
    }

    /** By Playwright's own connection: the policy of the page forbids what {@code waitForFunction} does. */
    private static void awaitTrue(Page page, String condition) {
        page.waitForCondition(() -> (Boolean) page.evaluate(condition));
    }

    private static Object causes(Page page) {
        return page.evaluate("[...new Set(causes)]");
    }

    @Test
    void shouldLoadThePartAgainWhenAnEventSaysSo() {
        for (String path : List.of("/", PAGE_OF_MIRROR, PAGE_OF_MIRROR + "/failures")) {
            become(SampleMirrors.upToDate(MIRROR));
            try (Page page = open(path)) {
                become(SampleMirrors.held(MIRROR));
                publish(EventKind.STATE, MIRROR);

                awaitWords(page, "max-removal");
                assertThat(causes(page)).as(path).isEqualTo(List.of("refresh"));
            }
            awaitStreams(0);
        }
    }

    @Test
    void shouldLeaveAMirrorAloneWhenTheEventIsAboutAnotherOne() {
        try (Page page = open(PAGE_OF_MIRROR)) {
            page.evaluate("window.messages = 0; document.addEventListener('htmx:sseMessage', () => messages++)");
            page.evaluate("window.setTimeout = new Proxy(setTimeout, { apply(set, self, [run, millis]) {"
                    + " if (millis >= 1000) { causes.push('planned'); } return set(run, millis); } })");

            publish(EventKind.STATE, "other");
            awaitTrue(page, "messages === 1");
            assertThat(causes(page)).isEqualTo(List.of());

            publish(EventKind.STATE, MIRROR);
            awaitTrue(page, "messages === 2");
            assertThat(causes(page)).isEqualTo(List.of("planned"));
        }
    }

    @Test
    void shouldPollWhileThereAreNoEventsAndFollowThemAgain() {
        try (Page page = open("/")) {
            server.cutEvents();
            become(SampleMirrors.held(MIRROR));

            awaitWords(page, "max-removal");
            assertThat(causes(page)).isEqualTo(List.of("poll"));

            server.restoreEvents();
            awaitStreams(1);
            page.evaluate("causes.length = 0");
            become(SampleMirrors.refused(MIRROR));
            publish(EventKind.STATE, MIRROR);

            awaitWords(page, "Upstream refused");
            assertThat(causes(page)).isEqualTo(List.of("refresh"));
        }
    }

    @Test
    void shouldCloseItsStreamWhileThePageIsHidden() {
        try (Page page = open("/")) {
            page.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.away })");
            page.evaluate("window.away = true; document.dispatchEvent(new Event('visibilitychange'))");
            awaitStreams(0);

            page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))");
            awaitStreams(1);
            become(SampleMirrors.held(MIRROR));
            publish(EventKind.STATE, MIRROR);

            awaitWords(page, "max-removal");
        }
    }

    @Test
    void shouldKeepWhatTheReaderChoseWhenAPartIsLoadedAgain() {
        try (Page page = open(PAGE_OF_MIRROR + "/history")) {
            page.locator("input[name=from]").nth(2).check();
            page.evaluate("document.querySelector('#live').dataset.old = 'old'");

            page.evaluate("htmx.trigger('#live', 'refresh')");

            awaitTrue(
                    page,
                    "causes.length === 1 && !document.querySelector('#live').dataset.old"
                            + " && !document.querySelector('.htmx-settling')");
            assertThat(page.locator("input[name=from]").nth(2).isChecked()).isTrue();
            assertThat(page.locator("input[name=to]").nth(0).isChecked()).isTrue();
        }
    }
}
