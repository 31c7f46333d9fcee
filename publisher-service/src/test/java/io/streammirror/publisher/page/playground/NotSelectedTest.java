package io.streammirror.publisher.page.playground;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.UnselectedList;
import io.streammirror.api.UnselectedList.UnselectedProduct;
import io.streammirror.catalog.Catalog;
import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import io.streammirror.selection.Selector;
import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class NotSelectedTest {
    private final UbuntuTrees offered = new UbuntuTrees()
            .with("noble", "24.04", "amd64", "ga-24.04", "20250615", "20250718")
            .with("noble", "24.04", "arm64", "ga-24.04", "20250718")
            .with("jammy", "22.04", "amd64", "ga-22.04", "20250718");

    private final PublishedMirror mirror = new PublishedMirror();

    @Test
    void shouldListProductsAndVersionsThatNoSelectionTakes() {
        UnselectedList list = list("", mirror.settings);

        assertThat(list.total()).isEqualTo(3);
        assertThat(list.note()).isNull();
        assertThat(list.products())
                .extracting(product -> product.title() + " " + product.architecture() + ": " + product.reason())
                .containsExactly(
                        "24.04 LTS amd64: superseded: newer versions fill max",
                        "24.04 LTS arm64: no selection takes it",
                        "22.04 LTS amd64: no selection takes it");
        assertThat(list.products())
                .extracting(UnselectedProduct::newest)
                .containsExactly("20250615", "20250718", "20250718");
    }

    @Test
    void shouldCountBytesThatTheMirrorDoesNotWantOtherwise() {
        UnselectedList list = list("", mirror.settings);

        long bytes = offered.catalog().bytes() - selected().bytes();
        assertThat(list.bytes()).isEqualTo(bytes);
        assertThat(list.products().stream().mapToLong(UnselectedProduct::bytes).sum())
                .isGreaterThanOrEqualTo(bytes);
    }

    @Test
    void shouldSearch() {
        assertThat(list("ARM64", mirror.settings).products()).hasSize(1);
        assertThat(list("nothing of it", mirror.settings).products()).isEmpty();
    }

    @Test
    void shouldNameExcludedStreams() {
        MirrorSettings excluding = PublishedMirror.settings(Duration.ZERO, List.of(), List.of("com.ubuntu.*"));

        assertThat(list("", excluding).products())
                .allSatisfy(product -> assertThat(product.reason()).isEqualTo("exclude-streams leaves its stream out"));
    }

    private UnselectedList list(String search, MirrorSettings settings) {
        Catalog catalog = selected();
        Sha256 revision = mirror.accept(catalog);
        mirror.keepDocument(revision, offered.bytes());
        mirror.run();
        var read = mirror.of(MIRROR).orElseThrow().catalog();
        UpstreamOffer offer = new OfferReader(mirror.store).read(MIRROR, revision, catalog);
        return NotSelected.list(settings, Objects.requireNonNull(read), offer, search, 1);
    }

    private Catalog selected() {
        var selection =
                new Selection(List.of(Filter.parse("arch=amd64"), Filter.parse("release=noble")), OptionalInt.of(1));
        return Trees.catalog(Trees.stream(
                UbuntuTrees.UBUNTU,
                new Selector(List.of(selection), true).select(offered.parsed()).toJson()));
    }
}
