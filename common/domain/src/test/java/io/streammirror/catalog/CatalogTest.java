package io.streammirror.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.SampleProducts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class CatalogTest {
    private final SampleProducts sample = new SampleProducts("s");

    @Test
    void shouldMakeOneBlobOfSharedContent() {
        sample.item("p", "1", "squashfs", "a", "same")
                .item("p", "2", "squashfs", "b", "same")
                .item("q", "1", "kernel", "other!");
        sample.itemNode("p", "2", "squashfs").put("md5", "0".repeat(32));

        var catalog = SampleCatalog.of(sample.document());

        assertThat(catalog.itemCount()).isEqualTo(3);
        assertThat(catalog.versionCount()).isEqualTo(3);
        assertThat(catalog.productCount()).isEqualTo(2);
        assertThat(catalog.bytes()).isEqualTo(4 + 6);
        assertThat(catalog.blobs()).hasSize(2);
        assertThat(catalog.blobs().values()).anySatisfy(blob -> {
            assertThat(blob.paths()).containsExactly(new ItemPath("a"), new ItemPath("b"));
            assertThat(blob.digests()).containsOnlyKeys("md5");
        });
    }

    @Test
    void shouldHaveSameContentWhenOnlyATimeThatIsNoneDiffers() {
        Catalog before = refusing("/updated", "'Sat' is no time");

        assertThat(before.hasSameContentAs(refusing("/updated", "'Sun' is no time")))
                .isTrue();
        assertThat(before.hasSameContentAs(refusing("/index/s/updated", "'Sun' is no time")))
                .isFalse();
        assertThat(refusing("/index/s", "a").hasSameContentAs(refusing("/index/s", "b")))
                .isFalse();
    }

    private Catalog refusing(String pointer, String reason) {
        Catalog made = SampleCatalog.of(sample.document());
        return new Catalog(
                made.mirror(),
                made.source(),
                made.indexHeader(),
                made.indexDocument(),
                made.streams(),
                List.of(new CatalogRefusal(null, pointer, reason)));
    }

    @Test
    void shouldRefuseLaterOfTwoContentsUnderOnePath() {
        sample.item("p", "1", "squashfs", "same/path", "one").item("p", "2", "squashfs", "same/path", "two");

        var catalog = SampleCatalog.of(sample.document());

        assertThat(catalog.items()).extracting(item -> item.version().value()).containsExactly("1");
        assertThat(catalog.versionCount()).isEqualTo(1);
        assertThat(catalog.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.stream()).hasToString("s");
            assertThat(refusal.pointer()).isEqualTo("/products/p/versions/2/items/squashfs");
            assertThat(refusal.reason()).contains("same/path").contains("must never change");
        });
    }

    @Test
    void shouldRefuseContradictionInAnotherStream() {
        sample.item("p", "1", "squashfs", "same/path", "one");
        var other = new SampleProducts("t").item("q", "1", "squashfs", "same/path", "two");

        var catalog = SampleCatalog.of(other.document(), sample.document());

        assertThat(catalog.items()).extracting(item -> item.stream().value()).containsExactly("s");
        assertThat(catalog.streams()).hasSize(2);
    }

    @Test
    void shouldRefuseOtherSizeOrDigestOfOneHash() {
        sample.item("p", "1", "a", "x").item("p", "1", "b", "x").item("p", "1", "c", "x");
        sample.itemNode("p", "1", "a").put("md5", "0".repeat(32));
        sample.itemNode("p", "1", "b").put("size", 99);
        sample.itemNode("p", "1", "c").put("md5", "1".repeat(32));

        var catalog = SampleCatalog.of(sample.document());

        assertThat(catalog.itemCount()).isEqualTo(1);
        assertThat(catalog.refusals())
                .extracting(CatalogRefusal::reason)
                .satisfiesExactly(
                        size -> assertThat(size).startsWith("size 99 contradicts size 1"),
                        md5 -> assertThat(md5).startsWith("md5 contradicts"));
    }

    @Test
    void shouldRefuseStreamThatIsGivenTwice() {
        assertThatThrownBy(() -> SampleCatalog.of(sample.document(), sample.document()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stream 's' is given twice");
    }

    /** With work for each pair of items this would take hours; no real stream has a tenth of it. */
    @Test
    @Timeout(60)
    void shouldTakeLinearTimeForManyItemsOfOneContent() {
        var sample = new SampleProducts("s");
        for (int i = 0; i < 40_000; i++) {
            sample.item("p" + i, "1", "same", "path" + i, "same content");
            sample.item("p" + i, "1", "clash", "one path", "content " + i);
        }

        Catalog catalog = SampleCatalog.of(sample.document());

        assertThat(catalog.itemCount()).isEqualTo(40_001);
        assertThat(catalog.refusals()).hasSize(39_999);
        assertThat(catalog.blobs().values().stream()
                        .mapToInt(blob -> blob.paths().size()))
                .containsExactlyInAnyOrder(40_000, 1);
    }
}
