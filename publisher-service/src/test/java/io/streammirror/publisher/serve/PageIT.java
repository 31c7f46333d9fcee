package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.OtherPages;
import io.streammirror.publisher.page.SampleMirrors;
import io.streammirror.publisher.page.SampleReaders;
import io.streammirror.publisher.page.SampleSiteState;
import io.streammirror.publisher.page.SitePage;
import io.streammirror.publisher.serve.BrowserPages.Appearance;
import io.streammirror.publisher.switchover.PublishedHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages in a browser: accessible in every appearance, usable by keyboard and without script, loading nothing from elsewhere. */
class PageIT extends InBrowser {
    private static final String MIRROR = PublishedHistory.NAME.value();
    private static final String PAGE_OF_MIRROR = "/ui/mirrors/" + MIRROR;

    private static PublicServer normal;
    private static final List<PublicServer> SERVERS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        normal = server(SampleSiteState.of(
                List.of(SampleMirrors.upToDate(MIRROR), SampleMirrors.incomplete("candidate")), List.of()));
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(PublicServer::close);
    }

    private static PublicServer server(SampleSiteState state) throws Exception {
        return server(state, SampleReaders.of(MIRROR));
    }

    private static PublicServer server(SampleSiteState state, SitePage readers) throws Exception {
        var names = new HashSet<MirrorName>();
        state.report().mirrors().forEach(mirror -> names.add(mirror.name()));
        List<SitePage> pages = Stream.concat(state.pages().stream(), Stream.of(new PublishedHistory().page(), readers))
                .toList();
        var server = new PublicServer(names, OtherPages.with(pages));
        SERVERS.add(server);
        server.serve(TestTrees.publication(
                server.s3(),
                "{}",
                Map.of(
                        "noble/amd64/20261120/squashfs",
                        new byte[1_500_000],
                        "noble/<b>&\u202e" + "x".repeat(300),
                        new byte[1])));
        return server;
    }

    /** Each page with all that it can show. */
    enum Shown {
        OVERVIEW("/"),
        READERS("/ui/readers"),
        SUMMARY(PAGE_OF_MIRROR),
        FAILURES("/ui/mirrors/candidate/failures"),
        HISTORY(PAGE_OF_MIRROR + "/history"),
        DIFFERENCE(PAGE_OF_MIRROR + "/history?from="),
        LISTING("/maas/stable/noble/"),
        MISSING("/ui/nothing");

        private final String path;

        Shown(String path) {
            this.path = path;
        }
    }

    @ParameterizedTest
    @EnumSource(Shown.class)
    void shouldBeAccessible(Shown shown) throws Exception {
        inspect(shown, Appearance.LIGHT);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Shown.class)
    void shouldBeAccessibleInEveryOtherAppearance(Shown shown) throws Exception {
        inspect(shown, Appearance.others());
    }

    /** The first publication that is kept. */
    private static String oldest() throws Exception {
        String page = new String(normal.get(Shown.HISTORY.path).body(), StandardCharsets.UTF_8);
        return page.replaceAll("(?s).*name=\"from\" value=\"([0-9a-f]{12})\".*", "$1");
    }

    private static void inspect(Shown shown, Appearance... appearances) throws Exception {
        String path = shown == Shown.DIFFERENCE ? shown.path + oldest() : shown.path;

        inspect(shown.name().toLowerCase(Locale.ROOT), url(normal, path), appearances);
    }

    /** States of the front page. */
    enum State {
        UP_TO_DATE(SampleMirrors.upToDate(MIRROR)),
        FIRST_POLL(SampleMirrors.firstPoll(MIRROR)),
        HELD(SampleMirrors.held(MIRROR), SampleMirrors.upToDate("candidate")),
        FAILING(
                SampleMirrors.refused(MIRROR),
                SampleMirrors.silent("candidate"),
                SampleMirrors.onHold("daily"),
                SampleMirrors.incomplete("site")),
        MANY(IntStream.rangeClosed(1, 20)
                .mapToObj(number -> number % 7 == 3
                        ? SampleMirrors.firstSync("mirror-" + number)
                        : SampleMirrors.upToDate("mirror-" + number))
                .toArray(String[]::new)),
        HOSTILE(SampleMirrors.hostile(MIRROR));

        /** Elements of a list in JSON. */
        private final String mirrors;

        State(String... mirrors) {
            this.mirrors = String.join(",", mirrors);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"FAILING", "HOSTILE"})
    void shouldShowWhatNeedsAnOperator(State state) throws Exception {
        inspect(state, Appearance.LIGHT);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(State.class)
    void shouldShowEveryStateOfTheMirrors(State state) throws Exception {
        inspect(state, Appearance.LIGHT, Appearance.DARK_NARROW);
    }

    private static void inspect(State state, Appearance... appearances) throws Exception {
        var server = server(SampleSiteState.of(List.of(state.mirrors), List.of()));

        inspect("overview-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-'), url(server, "/"), appearances);
    }

    @Test
    void shouldShowReadersToOperators() throws Exception {
        inspectReadersOfOperators(Appearance.LIGHT);
    }

    @Tag("slow")
    @Test
    void shouldShowReadersToOperatorsInEveryOtherAppearance() throws Exception {
        inspectReadersOfOperators(Appearance.others());
    }

    private static void inspectReadersOfOperators(Appearance... appearances) throws Exception {
        var server = server(
                SampleSiteState.of(List.of(SampleMirrors.upToDate(MIRROR)), List.of()),
                SampleReaders.forOperators(MIRROR));

        browser.inspect("readers-operators", url(server, "/ui/readers"), appearances);
    }

    @Test
    void shouldShowProgress() throws Exception {
        inspectProgress(Appearance.LIGHT);
    }

    @Tag("slow")
    @Test
    void shouldShowProgressInOtherAppearances() throws Exception {
        inspectProgress(Appearance.DARK_NARROW, Appearance.FORCED);
    }

    private static void inspectProgress(Appearance... appearances) throws Exception {
        var server = server(SampleSiteState.of(
                List.of(SampleMirrors.firstSync(MIRROR)),
                List.of(
                        SampleMirrors.fetching(
                                MIRROR,
                                "noble/amd64/20261120/ga-24.04/generic/boot-initrd",
                                82_000_000,
                                61_000_000,
                                9_400_000),
                        SampleMirrors.fetching(
                                MIRROR, "noble/amd64/20261120/squashfs", 620_000_000, 592_000_000, 51_000_000))));

        browser.inspect("overview-first-sync", url(server, "/"), appearances);
    }

    @Test
    void shouldBeReachableByKeyboard() {
        try (Page page = browser.open(url(normal, PAGE_OF_MIRROR), Appearance.LIGHT, true)) {
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to content");

            page.keyboard().press("Enter");
            page.keyboard().press("Tab");

            assertThat((Boolean) page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                    .isTrue();
            List<String> links = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                links.add(focused(page));
                page.keyboard().press("Tab");
            }
            assertThat(links).contains("Browse the tree that MAAS reads", "mirror.gpg", "Keyring as data");
        }
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.textContent.trim()"));
    }

    @Test
    void shouldBeWholeWithoutScript() {
        try (Page page = browser.open(url(normal, "/"), Appearance.LIGHT, false)) {
            assertThat(page.locator("main").innerText())
                    .contains("1 of 2 mirrors needs attention", MIRROR, "candidate");

            page.locator("a", new Page.LocatorOptions().setHasText(MIRROR))
                    .first()
                    .click();

            assertThat(page.locator("h1").innerText()).isEqualTo(MIRROR);
        }
    }

    @Test
    void shouldRefreshAPartWithoutLoadingThePageAgain() {
        try (Page page = browser.open(url(normal, "/"), Appearance.LIGHT, true)) {
            page.evaluate("window.sameDocument = true");
            page.evaluate("document.querySelector('.summary').textContent = 'old'");

            page.evaluate("htmx.trigger('#live', 'refresh')");

            page.waitForCondition(() -> page.locator(".summary").innerText().contains("needs attention"));
            assertThat((Boolean) page.evaluate("window.sameDocument")).isTrue();
        }
    }

    @Test
    void shouldKeepIconOfAFileBesideTheFirstLineOfItsName() {
        try (Page page = browser.open(url(normal, "/maas/stable/noble/"), Appearance.LIGHT_NARROW, false)) {
            for (Locator row : page.locator("table.files tbody tr").all()) {
                BoundingBox icon = row.locator(".icon").boundingBox();
                BoundingBox name = row.locator("a").boundingBox();

                assertThat(icon.x + icon.width).isLessThan(name.x);
                assertThat(icon.y + icon.height / 2).isBetween(name.y, name.y + 24);
            }
        }
    }

    @Test
    void shouldShowHostileNamesAsText() throws Exception {
        var server = server(SampleSiteState.of(List.of(SampleMirrors.hostile(MIRROR)), List.of()));
        for (String path : List.of("/", PAGE_OF_MIRROR, PAGE_OF_MIRROR + "/failures", "/maas/stable/noble/")) {
            try (Page page = browser.open(url(server, path), Appearance.LIGHT, true)) {
                assertThat(page.locator("main img, main script").count())
                        .as(path)
                        .isZero();
                assertThat(page.content()).doesNotContain("\u202e");
            }
        }
    }
}
