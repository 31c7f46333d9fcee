package io.streammirror.publisher.page.playground;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.SelectionPreview;
import io.streammirror.api.SelectionPreview.Listed;
import io.streammirror.catalog.Catalog;
import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionPreviewerTest {
    private static final MirrorSettings SETTINGS = PublishedMirror.settings(Duration.ZERO, List.of(), List.of());

    private final PublishedMirror mirror = new PublishedMirror();
    private final UbuntuTrees trees = new UbuntuTrees()
            .with("noble", "24.04", "amd64", "ga-24.04", "20250615", "20250718")
            .with("noble", "24.04", "amd64", "hwe-24.04", "20250718")
            .with("jammy", "22.04", "arm64", "ga-22.04", "20250615", "20250718");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arch=amd64",
                "arch=amd64\nrelease~(jammy|noble)",
                "release!=noble",
                "item_name=squashfs",
                "version_name~0718$",
                "product_name~hwe",
                "content_id~v3",
                "subarch!~hwe\narch~64"
            })
    void shouldTakeWhatTheWatcherWouldTake(String filters) {
        for (String max : List.of("", "1")) {
            TriedSelections tried = TriedSelections.parse(List.of(filters), List.of(max));
            ProductsDocument selected = new Selector(tried.selections(), true).select(trees.parsed());
            Catalog catalog = Trees.catalog(Trees.stream(UbuntuTrees.UBUNTU, selected.toJson()));

            SelectionPreview preview = preview(tried);

            assertThat(preview.products()).isEqualTo(catalog.productCount());
            assertThat(preview.versions()).isEqualTo(catalog.versionCount());
            assertThat(preview.items()).isEqualTo(catalog.itemCount());
            assertThat(preview.blobs()).isEqualTo(catalog.blobs().size());
            assertThat(preview.bytes()).isEqualTo(catalog.bytes());
        }
    }

    @Test
    void shouldTakeTheUnionOfSelections() {
        SelectionPreview preview =
                preview(TriedSelections.parse(List.of("subarch=ga-24.04", "arch=arm64", ""), List.of("1", "", "")));

        assertThat(preview.listed()).extracting(Listed::kernel).containsExactlyInAnyOrder("ga-24.04", "ga-22.04");
        assertThat(preview.versions()).isEqualTo(3);
    }

    @Test
    void shouldCountWhatIsStoredAlready() {
        mirror.storeItems(trees.catalog(), path -> path.value().startsWith("noble"));

        SelectionPreview noble = preview(TriedSelections.parse(List.of("release=noble"), List.of()));
        SelectionPreview all = preview(TriedSelections.parse(List.of(""), List.of("")));

        assertThat(noble.storedBytes()).isEqualTo(noble.bytes());
        assertThat(noble.missingBytes()).isZero();
        assertThat(all.storedBytes()).isEqualTo(noble.bytes());
        assertThat(all.storedBlobs()).isLessThan(all.blobs());
    }

    @Test
    void shouldSayWhichFilterMatchesNothing() {
        SelectionPreview preview = preview(
                TriedSelections.parse(List.of("release=jamy", "colour=red", "release=jammy\narch=amd64"), List.of()));

        assertThat(preview.notes())
                .containsExactly(
                        "Selection 1 matches nothing: no item matches `release=jamy`; `release` is jammy, noble.",
                        "Selection 2 matches nothing: no item has `colour`.",
                        "Selection 3 matches nothing: each of its filters matches items,"
                                + " but no item matches all of them.");
    }

    @Test
    void shouldLeaveOutExcludedStreams() {
        MirrorSettings excluding = PublishedMirror.settings(Duration.ZERO, List.of(), List.of("com.ubuntu.*"));

        SelectionPreview preview = new SelectionPreviewer(System::nanoTime)
                .preview(excluding, offer(), TriedSelections.parse(List.of(), List.of()), inventory());

        assertThat(preview.products()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path~^(a+)+$",
                "path~(a|a)*b",
                "path~(.*)*\\1x",
                "path~((a*)*)*b",
                "path~(a|aa)+$",
                "path~([a-z]+)*[0-9]$",
                "path~(x+x+)+y",
                "path~(?=(a+))a*b\\1",
                "path~^(([a-z])+.)+[A-Z]([a-z])+$",
                "path~(.|.)*(.|.)*(.|.)*(.|.)*Z"
            })
    void shouldEndInTimeWhenAnExpressionBacktracks(String filter) {
        // A path that makes each of them try without end, in many products.
        var hostile = new UbuntuTrees();
        for (int i = 0; i < 200; i++) {
            hostile.with("a".repeat(200) + "!" + i, i + ".04", "amd64", "ga", "1", "2");
        }
        UpstreamOffer offer = offer(hostile);
        long start = System.nanoTime();

        try {
            new SelectionPreviewer(System::nanoTime)
                    .preview(SETTINGS, offer, TriedSelections.parse(List.of(filter), List.of()), inventory());
        } catch (FilterException | OfferException | IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(FilterWatch.MAX_TIME.plus(Duration.ofSeconds(1)));
    }

    @Test
    void shouldStopWhenTheTimeIsOver() {
        var ticks = new long[1];
        var slow =
                new SelectionPreviewer(() -> ticks[0] += Duration.ofMillis(500).toNanos());

        assertThatThrownBy(() -> slow.preview(
                        SETTINGS, offer(), TriedSelections.parse(List.of("arch=amd64"), List.of()), inventory()))
                .isInstanceOf(OfferException.class)
                .hasMessageContaining("more than 2 seconds");
    }

    @Test
    void shouldAnswerFastForTwoThousandProducts() {
        UpstreamOffer offer = offer(UbuntuTrees.large(2_000));
        long start = System.nanoTime();

        SelectionPreview preview = new SelectionPreviewer(System::nanoTime)
                .preview(
                        SETTINGS,
                        offer,
                        TriedSelections.parse(List.of("arch=amd64\nrelease~release[0-5]"), List.of("1")),
                        inventory());

        assertThat(preview.products()).isGreaterThan(100);
        assertThat(preview.listed()).hasSize(SelectionPreviewer.MAX_LISTED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    private SelectionPreview preview(TriedSelections tried) {
        return new SelectionPreviewer(System::nanoTime).preview(SETTINGS, offer(), tried, inventory());
    }

    private UpstreamOffer offer() {
        return offer(trees);
    }

    private UpstreamOffer offer(UbuntuTrees of) {
        Catalog catalog = of.catalog();
        Sha256 revision = catalog.revision();
        mirror.keepDocument(revision, of.bytes());
        return new OfferReader(mirror.store).read(MIRROR, revision, catalog);
    }

    private BlobInventory inventory() {
        return BlobInventory.read(mirror.store);
    }
}
