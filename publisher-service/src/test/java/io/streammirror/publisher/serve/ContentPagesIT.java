package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.codec.Json;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.ContentSite;
import io.streammirror.publisher.page.OtherPages;
import io.streammirror.publisher.page.PageKind;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.publisher.serve.BrowserPages.Appearance;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of images, selections and storage in a browser. */
class ContentPagesIT extends InBrowser {
    private static final String MIRROR = "/ui/mirrors/" + Trees.MIRROR;

    private static PublicServer full;
    private static PublicServer empty;
    private static String product;

    @BeforeAll
    static void start() throws Exception {
        empty = server(new ContentSite(new PublishedMirror()));
        var mirror = new PublishedMirror(PublishedMirror.settings(Duration.ZERO, List.of(), List.of(".*bootloader.*")));
        var site = new ContentSite(mirror);
        publish(mirror, "20250615", "20250718");
        site.meter.measure();
        mirror.clock.advance(Duration.ofHours(6));
        var next = trees("20250718", "20250801").catalog();
        Sha256 revision = mirror.accept(next);
        mirror.storeItems(next, path -> path.value().contains("jammy"));
        mirror.run();
        keepDocuments(mirror, revision, "20250718", "20250801");
        site.meter.measure();
        full = server(site);
        product = site.html(PageKind.IMAGES, Map.of()).replaceAll("(?s).*?product\\?product=([0-9a-f]{12}).*", "$1");
    }

    @AfterAll
    static void stop() {
        for (PublicServer server : Arrays.asList(full, empty)) {
            if (server != null) {
                server.close();
            }
        }
    }

    private static PublicServer server(ContentSite site) throws Exception {
        var server = new PublicServer(Set.of(Trees.MIRROR), OtherPages.with(site.pages));
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of()));
        return server;
    }

    private static UbuntuTrees trees(String... versions) {
        var trees = new UbuntuTrees();
        for (String arch : List.of("amd64", "arm64")) {
            for (String kernel : List.of("ga", "hwe", "hwe-edge")) {
                trees.with("noble", "24.04", arch, kernel, versions);
                trees.with("jammy", "22.04", arch, kernel, versions);
            }
        }
        return trees;
    }

    private static void publish(PublishedMirror mirror, String... versions) {
        keepDocuments(mirror, mirror.publish(trees(versions).catalog()), versions);
    }

    private static void keepDocuments(PublishedMirror mirror, Sha256 revision, String... versions) {
        mirror.keepDocument(revision, trees(versions).bytes());
        mirror.keepDocument(revision, Json.pretty(UbuntuTrees.bootloaders("20230222.0", "20231004.0")));
    }

    /** Each page, with all that it can show and with nothing. */
    enum Shown {
        IMAGES(MIRROR + "/images"),
        IMAGES_FOUND(MIRROR + "/images?q=noble&sort=-size"),
        PRODUCT(MIRROR + "/product?product="),
        NOT_SELECTED(MIRROR + "/not-selected"),
        PLAYGROUND(MIRROR + "/playground?filters1=arch%3Damd64%0Arelease~noble&max1=1&filters2=release%3Djamy"),
        PLAYGROUND_REFUSED(MIRROR + "/playground?filters1=arch~(("),
        STORAGE("/ui/storage");

        private final String path;

        Shown(String path) {
            this.path = path;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    private static void inspect(Shown shown, Appearance... appearances) throws Exception {
        String path = shown == Shown.PRODUCT ? shown.path + product : shown.path;

        inspect("contents-" + shown.label(), url(full, path), appearances);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(
            value = Shown.class,
            names = {"IMAGES", "NOT_SELECTED", "PLAYGROUND", "STORAGE"})
    void shouldBeAccessibleWithNothingToShow(Shown shown) throws Exception {
        browser.inspect(
                "contents-empty-" + shown.label(), url(empty, shown.path), Appearance.LIGHT, Appearance.DARK_NARROW);
    }

    @Test
    void shouldTrySelectionsWithoutScript() {
        try (var page = browser.open(url(full, MIRROR + "/playground"), Appearance.LIGHT, false)) {
            page.locator("textarea[name=filters1]").fill("arch=amd64\nrelease=noble");
            page.locator("input[name=max1]").fill("1");
            page.locator("button").click();

            assertThat(page.url()).contains("filters1=arch%3Damd64");
            assertThat(page.locator("pre.copy").innerText())
                    .contains("- filters: ['arch=amd64', 'release=noble']", "max: 1");
            assertThat(page.locator("dl.figures").innerText()).contains("Products");
        }
    }
}
