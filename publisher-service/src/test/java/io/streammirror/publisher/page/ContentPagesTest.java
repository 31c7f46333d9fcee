package io.streammirror.publisher.page;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ContentPagesTest {
    private static final Pattern PRODUCT = Pattern.compile("product\\?product=([0-9a-f]{12})\"");

    private final ContentSite site = new ContentSite(new PublishedMirror(PublishedMirror.settings(
            Duration.ZERO, List.of(new Selection(List.of(Filter.parse("arch=amd64")), OptionalInt.of(1))), List.of())));

    private final UbuntuTrees offered = new UbuntuTrees()
            .with("noble", "24.04", "amd64", "ga-24.04", "20250615", "20250718")
            .with("noble", "24.04", "arm64", "ga-24.04", "20250718");

    @Test
    void shouldShowTheImagesOfMaas() {
        publish();

        String html = site.html(PageKind.IMAGES, Map.of());

        assertThat(html)
                .contains("<th scope=\"rowgroup\" colspan=\"10\">Ubuntu</th>", "24.04 LTS", "20250718", "3.4 to 3.8")
                .contains("1 image, as MAAS names them", "aria-current=\"page\">Images</a>", "Up to date")
                .contains("2029-05-31", "ESM 2034-04-25")
                .doesNotContain("No image");
    }

    @Test
    void shouldKeepSearchAndOrderInTheLinks() {
        publish();

        String html = site.html(PageKind.IMAGES, Map.of("q", "noble", "sort", "size"));

        assertThat(html)
                .contains("value=\"noble\"", "aria-sort=\"ascending\"", "?q=noble&amp;sort=-size")
                .contains("?sort=size\">Show all images");
    }

    @Test
    void shouldShowAProductWithItsFiles() {
        publish();
        Matcher link = PRODUCT.matcher(site.html(PageKind.IMAGES, Map.of()));
        assertThat(link.find()).isTrue();

        String html = site.html(PageKind.PRODUCT, Map.of("product", link.group(1)));

        assertThat(html)
                .contains(
                        "boot-kernel",
                        Trees.sha256("noble/amd64/20250718/squashfs").hex())
                .contains("../maas/images/stable/noble/amd64/20250718/squashfs\"")
                .contains("Fetched from upstream");
        assertThat(site.ask(PageKind.PRODUCT, Map.of("product", "0123456789ab")).status())
                .isEqualTo(404);
    }

    @Test
    void shouldMarkTheImagesInTheNavigationOfAProduct() {
        publish();
        Matcher link = PRODUCT.matcher(site.html(PageKind.IMAGES, Map.of()));
        assertThat(link.find()).isTrue();

        assertThat(site.html(PageKind.PRODUCT, Map.of("product", link.group(1))))
                .containsOnlyOnce("aria-current")
                .contains("aria-current=\"true\">Images</a>");
    }

    @Test
    void shouldShowWhatIsNotSelected() {
        publish();

        assertThat(site.html(PageKind.NOT_SELECTED, Map.of()))
                .contains("no selection takes it", "superseded: newer versions fill max", "2 products");
        assertThat(site.html(PageKind.NOT_SELECTED, Map.of("q", "nothing of it")))
                .contains("No product that is not selected matches this search.");
    }

    @Test
    void shouldTryTheConfiguredSelectionsFirst() {
        publish();

        assertThat(site.html(PageKind.PLAYGROUND, Map.of()))
                .contains(">arch=amd64</textarea>", "The form shows the selections that are configured.")
                .contains("  - filters: [&#39;arch=amd64&#39;]\n    max: 1");
    }

    @Test
    void shouldTryOtherSelections() {
        publish();

        String html = site.html(
                PageKind.PLAYGROUND, Map.of("filters1", "arch=arm64", "filters2", "release=jamy", "max2", "2"));

        assertThat(html)
                .contains("Selection 2 matches nothing: no item matches `release=jamy`", "name=\"filters3\"")
                .contains("<dt>Products</dt><dd>1</dd>");
        assertThat(site.html(PageKind.PLAYGROUND, Map.of("filters1", "(a+)+$")))
                .contains("This cannot be tried: ", "role=\"alert\"");
    }

    @Test
    void shouldShowStorageWithCharts() {
        publish();
        site.meter.measure();
        site.mirror.clock.advance(Duration.ofHours(6));
        site.meter.measure();

        assertThat(site.html(PageKind.STORAGE, Map.of()))
                .contains("Wanted and stored", "100 % of what is wanted", "role=\"img\"", "<polyline points=\"0.0,")
                .contains("maas-stable: behind upstream", "<title id=\"stored-title\">Stored</title>");
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"IMAGES", "NOT_SELECTED", "PLAYGROUND", "STORAGE"})
    void shouldSayWhatIsMissingWhenNothingIsThere(PageKind kind) {
        assertThat(site.html(kind, Map.of())).containsAnyOf("class=\"empty\"", "role=\"alert\"");

        site.mirror.run();

        assertThat(site.html(kind, Map.of())).containsAnyOf("class=\"empty\"", "role=\"alert\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = PageKind.class,
            names = {"IMAGES", "NOT_SELECTED", "PLAYGROUND"})
    void shouldRenderHostileNamesHarmlessly(PageKind kind) {
        String evil = "<script>alert(1)</script>\u202e" + "x".repeat(10_000);
        var hostile = new UbuntuTrees().with(evil, evil, "amd64", evil, "1").with(evil, evil, "<b>", evil, "1");
        publish(hostile);

        String html = site.html(kind, Map.of("q", "<script>alert(2)</script>", "filters1", "arch=<script>alert(3)"))
                + site.html(kind, Map.of());

        assertThat(html).doesNotContain("<script>alert", "\u202e");
        assertThat(html.length()).isLessThan(60_000);
    }

    /** The fastest of many questions, because other builds may use the processors; each question is another one, so none is kept. */
    @Test
    void shouldBeSmallAndFastWithTwoThousandProducts() {
        site.mirror.publish(UbuntuTrees.large(2_000).catalog());
        var sizes = new ArrayList<Integer>();
        var times = new ArrayList<Duration>();
        try (PageService service = site.service()) {
            for (String sort : List.of("title", "-title", "size", "-size", "version", "-version")) {
                for (int page = 1; page <= 10; page++) {
                    long start = System.nanoTime();
                    PageAnswer answer = ContentSite.ask(
                            service, PageKind.IMAGES, Map.of("sort", sort, "page", String.valueOf(page)));
                    times.add(Duration.ofNanos(System.nanoTime() - start));
                    sizes.add(answer.body().length);
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .contains("400 images", "Page " + page + " of 10");
                }
            }
        }

        assertThat(sizes).allMatch(bytes -> bytes < 150_000);
        assertThat(Collections.min(times)).isLessThan(Duration.ofMillis(100));
    }

    private void publish() {
        publish(offered);
    }

    private void publish(UbuntuTrees trees) {
        Catalog catalog = Trees.catalog(Trees.stream(
                UbuntuTrees.UBUNTU,
                new Selector(site.mirror.settings.selections(), true)
                        .select(trees.parsed())
                        .toJson()));
        Sha256 revision = site.mirror.publish(catalog);
        site.mirror.keepDocument(revision, trees.bytes());
        assertThat(site.mirror.of(MIRROR)).isPresent();
    }
}
